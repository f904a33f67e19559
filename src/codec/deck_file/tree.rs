//! Markdown as a tree of nodes with their place in the file. The only file that knows the Markdown reader's events.
//! Never judges what a slide may hold, except nesting: a tree too deep would overflow whoever walks it.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::faults::{Collector, Fault, Place};
use super::problems::{Limit, Problem};
use super::source::Span;
use crate::domain::limits::NESTING_MAX;

/// Emphasis inside emphasis; deeper is flattened, since it no longer shows.
const EMPHASIS_DEPTH_MAX: usize = 4;

#[derive(Debug)]
pub struct Node {
    pub span: Span,
    pub kind: NodeKind,
}

#[derive(Debug)]
pub enum NodeKind {
    Heading {
        level: u8,
        pieces: Vec<Piece>,
    },
    Paragraph(Vec<Piece>),
    List {
        start: Option<u64>,
        entries: Vec<Entry>,
    },
    Quote(Vec<Node>),
    /// A fence, or an indent of four.
    Code {
        text: String,
        fenced: bool,
    },
    Table {
        head: Vec<Vec<Piece>>,
        rows: Vec<(Span, Vec<Vec<Piece>>)>,
    },
    /// Comments, and what else starts with `<` at the start of a line.
    Html,
    /// Any thematic break: only `---` separates slides.
    Rule,
}

/// One item of a list; its span starts at the bullet or number.
#[derive(Debug)]
pub struct Entry {
    pub span: Span,
    pub nodes: Vec<Node>,
}

#[derive(Debug)]
pub struct Piece {
    pub span: Span,
    pub kind: PieceKind,
}

#[derive(Debug)]
pub enum PieceKind {
    Text(String),
    Emphasis(Vec<Piece>),
    Strong(Vec<Piece>),
    Code(String),
    Link { href: String, titled: bool, pieces: Vec<Piece> },
    Image,
    Html,
    SoftBreak,
    HardBreak,
}

/// What is open while reading; its content is gathered in the [`Frame`].
enum Open {
    Root,
    Quote,
    List(Option<u64>),
    Entry,
    Table,
    Row,
    Cell,
    Heading(u8),
    Paragraph,
    Code { fenced: bool },
    Html,
    Emphasis,
    Strong,
    Link { href: String, titled: bool },
    Image,
}

struct Frame {
    open: Open,
    span: Span,
    nodes: Vec<Node>,
    entries: Vec<Entry>,
    pieces: Vec<Piece>,
    cells: Vec<Vec<Piece>>,
    rows: Vec<(Span, Vec<Vec<Piece>>)>,
    text: String,
}

impl Frame {
    fn new(open: Open, span: Span) -> Self {
        let (nodes, entries, pieces, cells, rows) = Default::default();
        Self { open, span, nodes, entries, pieces, cells, rows, text: String::new() }
    }

    /// The words of a tight list item come without a paragraph around them; they get one here.
    fn wrap_loose_pieces(&mut self) {
        if let (Some(first), Some(last)) = (self.pieces.first(), self.pieces.last()) {
            let span = first.span.start..last.span.end;
            self.nodes.push(Node { span, kind: NodeKind::Paragraph(std::mem::take(&mut self.pieces)) });
        }
    }
}

/// The nodes of the text from `from` on. Spans count from the start of the text.
pub fn grow(text: &str, from: usize, file: usize, faults: &mut Collector) -> Vec<Node> {
    // Heading attributes are read by us: the Markdown reader keeps the last of two names and gives no places. Task
    // lists would eat boxes, smart punctuation would change what presenters typed.
    let parser = Parser::new_ext(&text[from..], Options::ENABLE_TABLES).into_offset_iter();
    let shift = |span: Span| span.start + from..span.end + from;
    for (_, definition) in parser.reference_definitions().iter() {
        faults.push(Fault::new(Problem::Reference, Place { file, span: shift(definition.span.clone()) }));
    }

    let mut stack = vec![Frame::new(Open::Root, from..text.len())];
    let mut depth = 0;
    let mut emphasis_depth = 0;
    for (event, span) in parser {
        let span = shift(span);
        match event {
            // Emphasis too deep gets no frame of its own: its pieces land in the frame around it.
            Event::Start(Tag::Emphasis | Tag::Strong) if emphasis_depth >= EMPHASIS_DEPTH_MAX => emphasis_depth += 1,
            Event::End(TagEnd::Emphasis | TagEnd::Strong) if emphasis_depth > EMPHASIS_DEPTH_MAX => emphasis_depth -= 1,
            Event::Start(tag) => {
                if matches!(tag, Tag::Emphasis | Tag::Strong) {
                    emphasis_depth += 1;
                }
                if nests(&tag) {
                    depth += 1;
                    if depth == NESTING_MAX + 1 {
                        faults.push(Fault::new(Problem::TooMuch(Limit::Nesting), Place { file, span: span.clone() }));
                    }
                }
                stack.push(Frame::new(open(tag), span));
            }
            Event::End(_) => {
                let Some(frame) = stack.pop() else { continue };
                let too_deep = depth > NESTING_MAX;
                if matches!(frame.open, Open::Quote | Open::List(_)) {
                    depth -= 1;
                }
                if matches!(frame.open, Open::Emphasis | Open::Strong) {
                    emphasis_depth -= 1;
                }
                if let Some(parent) = stack.last_mut() {
                    close(frame, parent, too_deep);
                }
            }
            event => {
                if let Some(top) = stack.last_mut() {
                    leaf(event, span, top);
                }
            }
        }
    }
    stack.swap_remove(0).nodes
}

fn nests(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::List(_))
}

fn open(tag: Tag<'_>) -> Open {
    match tag {
        Tag::BlockQuote(_) => Open::Quote,
        Tag::List(start) => Open::List(start),
        Tag::Item => Open::Entry,
        Tag::Table(_) => Open::Table,
        Tag::TableHead | Tag::TableRow => Open::Row,
        Tag::TableCell => Open::Cell,
        Tag::Heading { level, .. } => Open::Heading(level as u8),
        Tag::CodeBlock(kind) => Open::Code { fenced: kind.is_fenced() },
        Tag::HtmlBlock => Open::Html,
        Tag::Emphasis => Open::Emphasis,
        Tag::Strong => Open::Strong,
        Tag::Link { link_type, dest_url, title, .. } => {
            let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
            Open::Link { href: format!("{scheme}{dest_url}"), titled: !title.is_empty() }
        }
        Tag::Image { .. } => Open::Image,
        // The rest needs options that are off.
        _ => Open::Paragraph,
    }
}

fn close(mut frame: Frame, parent: &mut Frame, too_deep: bool) {
    let span = frame.span.clone();
    let kind = match frame.open {
        // Already a fault; kept out of the tree, so nobody walks it.
        Open::Quote | Open::List(_) if too_deep => return,
        Open::Emphasis => return parent.pieces.push(Piece { span, kind: PieceKind::Emphasis(frame.pieces) }),
        Open::Strong => return parent.pieces.push(Piece { span, kind: PieceKind::Strong(frame.pieces) }),
        Open::Link { href, titled } => {
            let kind = PieceKind::Link { href, titled, pieces: frame.pieces };
            return parent.pieces.push(Piece { span, kind });
        }
        Open::Image => return parent.pieces.push(Piece { span, kind: PieceKind::Image }),
        Open::Cell => return parent.cells.push(frame.pieces),
        Open::Row => return parent.rows.push((span, frame.cells)),
        Open::Entry => {
            frame.wrap_loose_pieces();
            return parent.entries.push(Entry { span, nodes: frame.nodes });
        }
        Open::Root => return,
        Open::Quote => NodeKind::Quote(frame.nodes),
        Open::List(start) => NodeKind::List { start, entries: frame.entries },
        Open::Table => {
            let mut rows = frame.rows.into_iter();
            let head = rows.next().map(|(_, cells)| cells).unwrap_or_default();
            NodeKind::Table { head, rows: rows.collect() }
        }
        Open::Heading(level) => NodeKind::Heading { level, pieces: frame.pieces },
        Open::Paragraph => NodeKind::Paragraph(frame.pieces),
        Open::Code { fenced } => NodeKind::Code { text: frame.text, fenced },
        Open::Html => NodeKind::Html,
    };
    parent.wrap_loose_pieces();
    parent.nodes.push(Node { span, kind });
}

fn leaf(event: Event<'_>, span: Span, top: &mut Frame) {
    let kind = match event {
        Event::Text(text) if matches!(top.open, Open::Code { .. }) => return top.text.push_str(&text),
        Event::Text(text) => PieceKind::Text(text.into_string()),
        Event::Code(text) => PieceKind::Code(text.into_string()),
        Event::InlineHtml(_) => PieceKind::Html,
        Event::SoftBreak => PieceKind::SoftBreak,
        Event::HardBreak => PieceKind::HardBreak,
        Event::Rule => {
            top.wrap_loose_pieces();
            return top.nodes.push(Node { span, kind: NodeKind::Rule });
        }
        // Html inside its block: the block's span says it all. The rest needs options that are off.
        _ => return,
    };
    top.pieces.push(Piece { span, kind });
}
