//! A deck's text as HTML. Every word is escaped; links lead only to `http`, `https` and `mailto`.
//!
//! Never lets through markup of a deck's own, and never loads anything: what is not text, list, table or link has no
//! place on a page of ours.

use crate::domain::deck::{Block, Inline};

/// Blocks one under another.
pub fn blocks(blocks: &[Block]) -> String {
    let mut html = String::new();
    for block in blocks {
        write_block(block, &mut html);
    }
    html
}

/// Words in a line.
pub fn inlines(inlines: &[Inline]) -> String {
    let mut html = String::new();
    write_inlines(inlines, &mut html);
    html
}

/// Text that may stand between tags and within a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    write_text(text, &mut html);
    html
}

fn write_block(block: &Block, html: &mut String) {
    match block {
        Block::Paragraph(text) => in_tag("p", html, |html| write_inlines(text, html)),
        Block::List { start: None, items } => in_tag("ul", html, |html| write_items(items, html)),
        Block::List { start: Some(1), items } => in_tag("ol", html, |html| write_items(items, html)),
        Block::List { start: Some(start), items } => {
            html.push_str(&format!(r#"<ol start="{start}">"#));
            write_items(items, html);
            html.push_str("</ol>");
        }
        Block::Table { head, rows } => write_table(head, rows, html),
        Block::Quote(inner) => in_tag("blockquote", html, |html| {
            for block in inner {
                write_block(block, html);
            }
        }),
        Block::Heading { level, text } => {
            let tag = ["h2", "h3", "h4", "h5", "h6"][usize::from(*level).clamp(2, 6) - 2];
            in_tag(tag, html, |html| write_inlines(text, html));
        }
        Block::Code(code) => in_tag("pre", html, |html| in_tag("code", html, |html| write_text(code, html))),
    }
}

fn write_items(items: &[Vec<Block>], html: &mut String) {
    for item in items {
        in_tag("li", html, |html| match item.as_slice() {
            // The usual item is one line, which needs no paragraph of its own.
            [Block::Paragraph(text), rest @ ..] => {
                in_tag("span", html, |html| write_inlines(text, html));
                for block in rest {
                    write_block(block, html);
                }
            }
            blocks => {
                for block in blocks {
                    write_block(block, html);
                }
            }
        });
    }
}

/// The first column names its row where it says something.
fn write_table(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], html: &mut String) {
    in_tag("table", html, |html| {
        in_tag("thead", html, |html| {
            in_tag("tr", html, |html| {
                for cell in head {
                    html.push_str(if cell.is_empty() { "<td>" } else { r#"<th scope="col">"# });
                    write_inlines(cell, html);
                    html.push_str(if cell.is_empty() { "</td>" } else { "</th>" });
                }
            });
        });
        in_tag("tbody", html, |html| {
            for row in rows {
                in_tag("tr", html, |html| {
                    for (column, cell) in row.iter().enumerate() {
                        let names_row = column == 0 && !cell.is_empty();
                        html.push_str(if names_row { r#"<th scope="row">"# } else { "<td>" });
                        write_inlines(cell, html);
                        html.push_str(if names_row { "</th>" } else { "</td>" });
                    }
                });
            }
        });
    });
}

fn write_inlines(inlines: &[Inline], html: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => write_text(text, html),
            Inline::Emphasis(inner) => in_tag("em", html, |html| write_inlines(inner, html)),
            Inline::Strong(inner) => in_tag("strong", html, |html| write_inlines(inner, html)),
            Inline::Code(text) => in_tag("code", html, |html| write_text(text, html)),
            Inline::Link { href, text } if leads_somewhere_safe(href) => {
                html.push_str(r#"<a href=""#);
                write_text(href, html);
                // In a window of its own, which learns nothing of this one: the screen must stay where it is.
                html.push_str(r#"" target="_blank" rel="noopener noreferrer">"#);
                write_inlines(text, html);
                html.push_str("</a>");
            }
            Inline::Link { text, .. } => write_inlines(text, html),
            Inline::Break => html.push_str("<br>"),
        }
    }
}

/// The reader of decks refuses other addresses already; a second look costs nothing.
fn leads_somewhere_safe(href: &str) -> bool {
    href.split_once(':').is_some_and(|(scheme, _)| {
        ["http", "https", "mailto"].iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed))
    })
}

fn in_tag(tag: &str, html: &mut String, inner: impl FnOnce(&mut String)) {
    html.push('<');
    html.push_str(tag);
    html.push('>');
    inner(html);
    html.push_str("</");
    html.push_str(tag);
    html.push('>');
}

fn write_text(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Vec<Inline> {
        vec![Inline::Text(text.to_owned())]
    }

    fn link(href: &str) -> String {
        inlines(&[Inline::Link { href: href.to_owned(), text: text("zie") }])
    }

    #[test]
    fn markup_in_a_deck_is_shown_as_text() {
        let wicked = r#"<script>alert("x")</script> & 'y'"#;
        let safe = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;";
        for block in [
            Block::Paragraph(text(wicked)),
            Block::List { start: None, items: vec![vec![Block::Paragraph(text(wicked))]] },
            Block::Table { head: vec![text(wicked)], rows: vec![vec![text(wicked)]] },
            Block::Quote(vec![Block::Paragraph(text(wicked))]),
            Block::Heading { level: 2, text: vec![Inline::Strong(text(wicked))] },
            Block::Code(wicked.to_owned()),
            Block::Paragraph(vec![Inline::Emphasis(vec![Inline::Code(wicked.to_owned())])]),
        ] {
            let html = blocks(&[block]);
            assert!(html.contains(safe) && !html.contains("<script"), "{html}");
        }
    }

    #[test]
    fn links_lead_to_the_web_and_to_mail_only() {
        for href in ["http://a.nl", "HTTPS://a.nl/?b=1", "mailto:a@b.nl"] {
            assert!(link(href).starts_with("<a href="), "{href}");
        }
        for href in ["javascript:alert(1)", "data:text/html,x", "//a.nl", "a.nl", " javascript:x", ""] {
            assert_eq!(link(href), "zie", "{href}");
        }
        assert!(link(r#"https://a.nl/"onclick="x"#).contains("https://a.nl/&quot;onclick=&quot;x"));
    }

    #[test]
    fn a_list_keeps_its_first_number_and_its_inner_list() {
        let inner = Block::List { start: None, items: vec![vec![Block::Paragraph(text("b"))]] };
        let list = Block::List { start: Some(3), items: vec![vec![Block::Paragraph(text("a")), inner]] };
        assert_eq!(blocks(&[list]), r#"<ol start="3"><li><span>a</span><ul><li><span>b</span></li></ul></li></ol>"#);
    }

    #[test]
    fn a_row_is_named_by_its_first_cell_unless_that_is_empty() {
        let table = Block::Table {
            head: vec![text("A"), text("B")],
            rows: vec![vec![text("a"), text("b")], vec![vec![], text("c")]],
        };
        assert_eq!(
            blocks(&[table]),
            concat!(
                r#"<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody>"#,
                r#"<tr><th scope="row">a</th><td>b</td></tr><tr><td></td><td>c</td></tr></tbody></table>"#
            )
        );
    }
}
