//! A page of which the largest part is the same for everybody, packed so that this part is packed only once.
//!
//! Deflate may be cut where a flush ends at a whole byte and nothing after it refers to what stands before. So a page is
//! one gzip stream of three pieces: its head as it is, what is the same as it was packed once, and its rest packed now.
//! Keeps one packer a thread, never one a request: a packer needs more memory than ten pages. Whoever takes no gzip gets
//! the same pieces plain.

use std::array;
use std::cell::RefCell;
use std::convert::Infallible;
use std::io::{self, Write};
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use hyper::body::{Frame, SizeHint};

/// Level of what is packed for each visitor: 4.6 KB become 1.4. Level 1 leaves 1.8, and 4 saves 50 bytes more for a
/// quarter more time.
const LEVEL: Compression = Compression::new(2);
/// Magic, deflate, no flags, no time, nothing about the level, no system.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
/// What one stored block of deflate holds at most, in bytes.
const STORED_BYTES_MAX: usize = u16::MAX as usize;

thread_local! {
    static PACKER: RefCell<DeflateEncoder<Vec<u8>>> = RefCell::new(DeflateEncoder::new(Vec::new(), LEVEL));
}

/// What is the same in every page.
pub struct Same {
    plain: Bytes,
    packed: Bytes,
    crc: Crc,
}

impl Same {
    pub fn new(text: String) -> Self {
        let packed = pack_once(text.as_bytes()).expect("memory takes every byte");
        Self { crc: crc(&text), plain: text.into(), packed: packed.into() }
    }

    /// The page that begins with `head` and ends with `rest`, in the form this request takes.
    pub fn between(&self, head: String, rest: String, request: &HeaderMap) -> Response {
        let mut response = if takes_gzip(request) {
            let (before, after) = self.pack(&head, &rest).expect("memory takes every byte");
            let pieces = [before.into(), self.packed.clone(), after.into()];
            ([(header::CONTENT_ENCODING, "gzip")], Body::new(Pieces::from(pieces))).into_response()
        } else {
            Body::new(Pieces::from([head.into(), self.plain.clone(), rest.into()])).into_response()
        };
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, html);
        response
    }

    /// What stands around the packed part.
    fn pack(&self, head: &str, rest: &str) -> io::Result<(Vec<u8>, Vec<u8>)> {
        let mut all = crc(head);
        all.combine(&self.crc);
        all.combine(&crc(rest));
        let mut after = PACKER.with_borrow_mut(|packer| {
            packer.write_all(rest.as_bytes())?;
            packer.reset(Vec::new())
        })?;
        after.extend(all.sum().to_le_bytes());
        after.extend(all.amount().to_le_bytes());
        Ok((stored(head.as_bytes()), after))
    }
}

/// A gzip stream's beginning, with a text too short to be worth packing.
fn stored(text: &[u8]) -> Vec<u8> {
    let mut bytes = HEADER.to_vec();
    for block in text.chunks(STORED_BYTES_MAX) {
        let length = u16::try_from(block.len()).expect("no block is longer");
        bytes.push(0);
        bytes.extend(length.to_le_bytes());
        bytes.extend((!length).to_le_bytes());
        bytes.extend(block);
    }
    bytes
}

/// As small as can be, up to a whole byte; what follows may be any other piece.
fn pack_once(text: &[u8]) -> io::Result<Vec<u8>> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::best());
    packer.write_all(text)?;
    packer.flush()?;
    Ok(mem::take(packer.get_mut()))
}

fn crc(text: &str) -> Crc {
    let mut crc = Crc::new();
    crc.update(text.as_bytes());
    crc
}

/// Whether gzip is named and not refused. Of whoever writes it any other way we know less: plain is always right.
fn takes_gzip(request: &HeaderMap) -> bool {
    let lines = request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    let mut codings = lines.flat_map(|line| line.split(','));
    codings.any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, "q=1"));
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
        name.trim().eq_ignore_ascii_case("gzip") && weight.is_some_and(|weight| weight > 0.0)
    })
}

/// A body of pieces, none of them copied.
struct Pieces(array::IntoIter<Bytes, 3>);

impl From<[Bytes; 3]> for Pieces {
    fn from(pieces: [Bytes; 3]) -> Self {
        Self(pieces.into_iter())
    }
}

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.next().map(|piece| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.len() == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.as_slice().iter().map(|piece| piece.len() as u64).sum())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;
    use http_body_util::BodyExt;
    use proptest::prelude::*;

    use super::*;

    /// The page as a client that accepts this gets it: what it is told about the encoding, and the bytes.
    fn page(pieces: [&str; 3], accepts: &[&str]) -> (bool, Vec<u8>) {
        let mut request = HeaderMap::new();
        for line in accepts {
            request.append(header::ACCEPT_ENCODING, line.parse().unwrap());
        }
        let [head, same, rest] = pieces.map(str::to_owned);
        let response = Same::new(same).between(head, rest, &request);
        let is_packed = response.headers().get(header::CONTENT_ENCODING).is_some_and(|encoding| encoding == "gzip");
        let length = hyper::body::Body::size_hint(response.body()).exact().unwrap();
        let body = futures_util::FutureExt::now_or_never(response.into_body().collect()).unwrap().unwrap().to_bytes();
        assert_eq!(body.len() as u64, length, "the length is known before");
        (is_packed, body.into())
    }

    fn unpacked(body: &[u8]) -> String {
        let mut text = String::new();
        let mut decoder = GzDecoder::new(body);
        decoder.read_to_string(&mut text).unwrap();
        assert!(decoder.into_inner().is_empty(), "it is one stream");
        text
    }

    fn check(pieces: [&str; 3]) {
        let (is_packed, body) = page(pieces, &["gzip, deflate, br"]);
        assert!(is_packed);
        assert_eq!(unpacked(&body), pieces.concat());
    }

    #[test]
    fn three_pieces_unpack_as_one_page() {
        check(["<title>Proef</title>", "a { color: red }", "<p>Ja</p>"]);
        check(["", "", ""]);
        check(["", "x", ""]);
        check(["abc", "", "abc"]);
        // More than a stored block holds, and than a packer sees at once.
        let long: String = (0..40_000).map(|n| format!("{}", n * 7919 % 10_007)).collect();
        assert!(long.len() > 2 * STORED_BYTES_MAX);
        check([&long, &long, &long]);
    }

    proptest! {
        #[test]
        fn any_pieces_unpack_as_one_page(head in ".{0,80}", same in "(<p>|é|.){0,400}", rest in "(<p>|é|.){0,400}") {
            check([&head, &same, &rest]);
        }
    }

    #[test]
    fn a_page_is_plain_unless_gzip_is_asked_for() {
        let pieces = ["<title>", "x", "</html>"];
        for accepts in
            [&["gzip"][..], &["br, GZIP"], &["deflate", "gzip"], &["gzip;q=0.5"], &["gzip ; q=1.0, identity;q=0"]]
        {
            assert!(page(pieces, accepts).0, "{accepts:?}");
        }
        for accepts in
            [&[][..], &[""], &["identity"], &["br"], &["gzip;q=0"], &["gzip; q=0.000"], &["gzip;q=veel"], &["gzipped"]]
        {
            assert_eq!(page(pieces, accepts), (false, pieces.concat().into_bytes()), "{accepts:?}");
        }
    }

    #[test]
    fn what_is_the_same_travels_the_same() {
        let same = "een stijl en een script ".repeat(50);
        let (_, one) = page(["<title>Een</title>", &same, "<p>1</p>"], &["gzip"]);
        let (_, other) = page(["<title>Twee</title>", &same, "<p>2</p>"], &["gzip"]);
        let packed = pack_once(same.as_bytes()).unwrap();
        assert!(packed.len() < same.len() / 10);
        for body in [one, other] {
            assert!(body.windows(packed.len()).any(|piece| piece == packed));
        }
    }
}
