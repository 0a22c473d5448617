use askama::Template;

use super::is_html;
use crate::Chrome;

/// A node of a tree with its branches.
#[derive(Clone, Debug, Default)]
pub struct TreeNode {
    /// Where it leads.
    pub path: String,
    /// Its name.
    pub name: String,
    /// A word beside the name: how many people, which code.
    pub note: String,
    /// Whether this is where the visitor is.
    pub here: bool,
    /// Its branches.
    pub branches: Vec<TreeNode>,
}

impl TreeNode {
    /// Whether the visitor is here or deeper, so that the way stands open.
    fn leads_here(&self) -> bool {
        self.here || self.branches.iter().any(Self::leads_here)
    }
}

/// A tree that opens without scripts.
#[derive(Template)]
#[template(path = "parts/tree.html")]
pub struct Tree<'a> {
    chrome: &'a Chrome,
    nodes: &'a [TreeNode],
    depth: usize,
}

is_html!(Tree<'_>);

/// Levels that stand open when one comes.
const OPEN_LEVELS: usize = 2;

impl<'a> Tree<'a> {
    /// A tree from its roots.
    pub fn new(chrome: &'a Chrome, nodes: &'a [TreeNode]) -> Self {
        Self {
            chrome,
            nodes,
            depth: 0,
        }
    }

    fn below(&self, nodes: &'a [TreeNode]) -> Self {
        Self {
            chrome: self.chrome,
            nodes,
            depth: self.depth + 1,
        }
    }

    fn is_open(&self, node: &TreeNode) -> bool {
        self.depth < OPEN_LEVELS || node.leads_here()
    }
}
