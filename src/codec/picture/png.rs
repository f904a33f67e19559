//! A picture as PNG, drawn from its own SVG with the embedded letters and no others. Reads no file.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::letters::Weight;

/// Read once, at the first picture.
static LETTERS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut letters = fontdb::Database::new();
    for weight in [Weight::Regular, Weight::Bold] {
        letters.load_font_source(fontdb::Source::Binary(Arc::new(weight.bytes())));
    }
    letters.set_sans_serif_family("Noto Sans");
    Arc::new(letters)
});

/// `None` of a picture that is too large to hold.
pub fn draw(svg: &str, scale: f32) -> Option<Vec<u8>> {
    let options = Options { fontdb: Arc::clone(&LETTERS), font_family: "Noto Sans".to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).ok()?;
    let [width, height] = [tree.size().width(), tree.size().height()].map(|side| (side * scale).round() as u32);
    let mut pixels = Pixmap::new(width, height)?;
    let [right, down] = [width as f32 / tree.size().width(), height as f32 / tree.size().height()];
    resvg::render(&tree, Transform::from_scale(right, down), &mut pixels.as_mut());
    pixels.encode_png().ok()
}
