/// Where one can go from here: a link that looks like a button.
#[derive(Clone, Debug)]
pub struct Action {
    /// What it does, as a verb.
    pub label: String,
    /// Where it leads.
    pub path: String,
    /// An icon before the words.
    pub icon: Option<&'static str>,
    /// Whether it is the main action of its place.
    pub main: bool,
}

impl Action {
    /// An action beside others.
    pub fn new(label: impl Into<String>, path: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            path: path.into(),
            icon: None,
            main: false,
        }
    }

    /// The main action of its place: one on a page.
    pub fn main(label: impl Into<String>, path: impl Into<String>) -> Self {
        Self {
            main: true,
            ..Self::new(label, path)
        }
    }

    /// With an icon of the sprite.
    #[must_use]
    pub fn icon(mut self, icon: &'static str) -> Self {
        self.icon = Some(icon);
        self
    }
}
