//! The tree of what a page's marks are: headings, paragraphs, tables and their cells, lists, figures. It is grown while
//! pages are laid out, and handed to the PDF once all of them are drawn.

use krilla::tagging::{Identifier, Node as Tagged, TagGroup, TagKind, TagTree};

/// A place in the tree that others hang on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch(usize);

/// Marks on one page that belong to one branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf(pub usize);

enum Child {
    Branch(usize),
    Leaf(usize),
}

struct Node {
    tag: TagKind,
    children: Vec<Child>,
}

#[derive(Default)]
pub struct Tree {
    nodes: Vec<Node>,
    tops: Vec<usize>,
    leaves: usize,
}

impl Tree {
    /// At the top of the tree.
    pub fn top(&mut self, tag: impl Into<TagKind>) -> Branch {
        let branch = self.node(tag.into());
        self.tops.push(branch.0);
        branch
    }

    pub fn under(&mut self, branch: Branch, tag: impl Into<TagKind>) -> Branch {
        let child = self.node(tag.into());
        self.nodes[branch.0].children.push(Child::Branch(child.0));
        child
    }

    pub fn leaf(&mut self, branch: Branch) -> Leaf {
        let leaf = Leaf(self.leaves);
        self.leaves += 1;
        self.nodes[branch.0].children.push(Child::Leaf(leaf.0));
        leaf
    }

    /// How much there is of it: nodes, tops and leaves.
    pub fn size(&self) -> (usize, usize, usize) {
        (self.nodes.len(), self.tops.len(), self.leaves)
    }

    /// Takes off what has grown since it was of this size. Nothing may hang on what was there before.
    pub fn cut(&mut self, (nodes, tops, leaves): (usize, usize, usize)) {
        self.nodes.truncate(nodes);
        self.tops.truncate(tops);
        self.leaves = leaves;
    }

    pub fn leaves(&self) -> usize {
        self.leaves
    }

    fn node(&mut self, tag: TagKind) -> Branch {
        self.nodes.push(Node { tag, children: Vec::new() });
        Branch(self.nodes.len() - 1)
    }

    /// `drawn` has what each leaf was called where it was drawn.
    pub fn grown(&self, drawn: &[Option<Identifier>], language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        for top in &self.tops {
            tree.push(self.group(*top, drawn));
        }
        tree
    }

    fn group(&self, index: usize, drawn: &[Option<Identifier>]) -> TagGroup {
        let node = &self.nodes[index];
        let child = |child: &Child| match child {
            Child::Branch(branch) => Some(Tagged::from(self.group(*branch, drawn))),
            Child::Leaf(leaf) => drawn[*leaf].map(Tagged::from),
        };
        TagGroup::with_children(node.tag.clone(), node.children.iter().filter_map(child).collect())
    }
}
