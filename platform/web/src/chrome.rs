use std::borrow::Cow;
use std::sync::Arc;

use oqu_kernel::{Moment, PersonId};
use oqu_text::Language;
use oqu_text::format::{date_long, time};

use crate::components::Draft;
use crate::{
    Assets, Behind, Brand, Chosen, Colour, Flash, Look, Site, Theme, View, Visitor, Words,
};

/// An entry of a workspace.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it leads.
    pub path: Cow<'static, str>,
    /// The message that names it.
    pub key: &'static str,
    /// Its icon in the sprite.
    pub icon: &'static str,
}

/// The organisation's names in one language.
#[derive(Clone, Debug, Default)]
pub struct Organisation {
    /// The whole name.
    pub name: String,
    /// The name of every day.
    pub short: String,
    /// Where the logo is; without one the mark of Oqu stands in its place.
    pub logo: Option<String>,
}

/// A step of the way to a page.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// Where it leads.
    pub path: String,
    /// What it is called.
    pub name: String,
}

/// What stands around a page. Each page template has one in its field `chrome`.
#[derive(Clone, Debug)]
pub struct Chrome {
    /// The words of the page.
    pub l: Words,
    /// The title of the window, without the product's name.
    pub title: String,
    /// The way to this page.
    pub crumbs: Vec<Crumb>,
    /// The parts of the thing of which this page is one, as tabs.
    pub tabs: Vec<Entry>,
    /// The organisation's names.
    pub organisation: Organisation,
    /// The person, when signed in.
    pub user: Option<User>,
    /// The administrator who sits in the person's place.
    pub behind: Option<Behind>,
    /// A word from the last act.
    pub flash: Option<Flash>,
    /// Where everybody may go on the portal.
    pub portal: Vec<Entry>,
    /// Whether this is the demo.
    pub demo: bool,
    /// The words in the search field, when this page is what it leads to.
    pub searched: String,
    person: Option<PersonId>,
    /// The entry that leads to this page, when its own path does not tell.
    lit: Option<String>,
    place: String,
    theme: Theme,
    view: View,
    assets: &'static Assets,
    chosen: Arc<Chosen>,
    brand: Option<Arc<Brand>>,
    /// The time of the request.
    pub now: Moment,
}

/// The signed-in person at the top of the page.
#[derive(Clone, Debug)]
pub struct User {
    /// The name as others see it.
    pub name: String,
    /// Two letters.
    pub initials: String,
    /// The open workspace.
    pub role: String,
    /// All workspaces: key, name, whether it is open.
    pub roles: Vec<(&'static str, String, bool)>,
    /// The entries of the open workspace.
    pub entries: Vec<Entry>,
    /// Where the search field leads.
    pub search: Option<&'static str>,
}

/// How many entries stand in the bar of a phone before "more".
const BAR: usize = 4;

impl Chrome {
    /// What stands around the page that a visitor asked for.
    pub fn new(site: &Site, visitor: &Visitor, title: &str) -> Self {
        let words = visitor.words;
        let path = visitor.place.split('?').next().unwrap_or_default();
        let way = visitor
            .actor()
            .and_then(|actor| site.navigation.way(actor, path, words));
        let lit = way.as_ref().map(|crumb| crumb.path.clone());
        let tabs = visitor
            .actor()
            .map(|actor| site.navigation.beside(actor, path));
        let user = visitor.actor().map(|actor| {
            let mut roles: Vec<(&'static str, String, bool)> = Vec::new();
            for grant in actor.grants.iter() {
                if !roles.iter().any(|(role, ..)| *role == grant.role) {
                    let name = site.navigation.role(grant.role, words);
                    roles.push((grant.role, name, grant.role == actor.workspace));
                }
            }
            User {
                name: actor.name.to_string(),
                initials: actor.initials.to_string(),
                role: site.navigation.role(actor.workspace, words),
                roles,
                entries: site.navigation.entries(actor),
                search: site.navigation.search(actor),
            }
        });
        Self {
            l: words,
            title: title.to_owned(),
            crumbs: way.into_iter().collect(),
            tabs: tabs.unwrap_or_default(),
            organisation: site.navigation.organisation(words.language()),
            user,
            behind: visitor.behind().cloned(),
            flash: visitor.flash.clone(),
            portal: site.navigation.portal(),
            demo: site.settings.demo,
            searched: String::new(),
            person: visitor.actor().map(|actor| actor.person),
            lit,
            place: visitor.place.clone(),
            theme: visitor.theme,
            view: visitor.view,
            assets: site.assets,
            brand: site.chosen().brand.clone(),
            chosen: site.chosen(),
            now: visitor.now,
        }
    }

    /// Adds a step of the way.
    #[must_use]
    pub fn crumb(mut self, path: impl Into<String>, name: impl Into<String>) -> Self {
        self.crumbs.push(Crumb {
            path: path.into(),
            name: name.into(),
        });
        self
    }

    /// The address of a built file.
    pub fn asset(&self, name: &str) -> String {
        self.assets.address(name)
    }

    /// Where the style of the organisation's colours is, unless they are Oqu's own.
    pub fn brand(&self) -> Option<&str> {
        self.brand.as_ref().map(|brand| brand.address())
    }

    /// Shows this one page in other colours, or in Oqu's own.
    pub fn dress(&mut self, brand: Option<&Brand>) {
        self.brand = brand.cloned().map(Arc::new);
    }

    /// The colour of the frame that a browser draws around the page.
    pub fn frame_colour(&self) -> Colour {
        let brand = self.brand.as_ref();
        brand.map_or_else(|| Look::Light.own(), |brand| brand.action(Look::Light))
    }

    /// The address of an icon in the sprite.
    pub fn icon(&self, name: &str) -> String {
        format!("{}#{name}", self.assets.address("icons.svg"))
    }

    /// The page that the visitor sees, with its query.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The attributes of a form whose typed text the browser keeps until it has arrived:
    /// `<form method="post"{{ chrome.draft_attributes() }}>`.
    pub fn draft_attributes(&self) -> Draft<'_> {
        Draft::new(self, self.person)
    }

    /// This same place with a choice added: `lang=ru`.
    pub fn choose(&self, choice: &str) -> String {
        let glue = if self.place.contains('?') { '&' } else { '?' };
        format!("{}{glue}{choice}", self.place)
    }

    /// This same place in another language.
    pub fn choose_language(&self, code: &str) -> String {
        self.choose(&format!("lang={code}"))
    }

    /// This same place with a word chosen: `theme`, `dark`.
    pub fn choose_word(&self, name: &str, word: &str) -> String {
        self.choose(&format!("{name}={word}"))
    }

    /// Where the token of a form belongs.
    pub const fn csrf(&self) -> &'static str {
        crate::CSRF_PLACE
    }

    /// The attribute's value, or nothing when the device decides.
    pub fn theme(&self) -> Option<&'static str> {
        match self.theme {
            Theme::Auto => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }

    /// Whether the view for low vision is on.
    pub fn contrast(&self) -> bool {
        self.view == View::Contrast
    }

    /// The languages of the switch that are offered: code, mark, own name, whether it is on.
    pub fn languages(&self) -> Vec<(&'static str, &'static str, &'static str, bool)> {
        let on = |language| self.l.language() == language;
        let offered = self.chosen.languages.iter();
        offered
            .map(|language| match language {
                Language::Kk => ("kk", "ҚАЗ", "Қазақша", on(Language::Kk)),
                Language::Ru => ("ru", "РУС", "Русский", on(Language::Ru)),
                Language::En => ("en", "ENG", "English", on(Language::En)),
            })
            .collect()
    }

    /// The colours of the switch: word in the address, message, whether it is on.
    pub fn themes(&self) -> [(&'static str, &'static str, bool); 3] {
        [
            ("auto", "page-theme-auto", self.theme == Theme::Auto),
            ("light", "page-theme-light", self.theme == Theme::Light),
            ("dark", "page-theme-dark", self.theme == Theme::Dark),
        ]
    }

    /// The views of the switch: word in the address, message, whether it is on.
    pub fn views(&self) -> [(&'static str, &'static str, bool); 2] {
        [
            ("plain", "page-view-plain", self.view == View::Plain),
            (
                "contrast",
                "page-view-contrast",
                self.view == View::Contrast,
            ),
        ]
    }

    /// The year of the page, for its foot.
    pub fn year(&self) -> i16 {
        self.local(&self.now).year()
    }

    /// Whether an entry leads to where the visitor is.
    pub fn is_here(&self, entry: &Entry) -> bool {
        let path = self.place.split('?').next().unwrap_or_default();
        self.lit.as_deref() == Some(&*entry.path)
            || path == entry.path
            || path
                .strip_prefix(&*entry.path)
                .is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whether this page is the part of a tab, or stands below it and below no other.
    pub fn is_tab_here(&self, tab: &Entry) -> bool {
        let path = self.place.split('?').next().unwrap_or_default();
        let leads = |tab: &Entry| {
            let rest = path.strip_prefix(&*tab.path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut others = self.tabs.iter().filter(|other| leads(other));
        leads(tab) && others.all(|other| other.path.len() <= tab.path.len())
    }

    /// Whether an entry goes behind "more" on a phone: with more than five, all after the fourth.
    pub fn is_extra(&self, at: &usize) -> bool {
        *at >= BAR && self.folds()
    }

    /// Whether "more" stands in the bar of a phone.
    pub fn folds(&self) -> bool {
        self.user
            .as_ref()
            .is_some_and(|user| user.entries.len() > BAR + 1)
    }

    /// Whether "more" stands before this entry.
    pub fn more_before(&self, at: &usize) -> bool {
        *at == BAR && self.folds()
    }

    /// A date and time in words: «2026 жылғы 20 қараша, 09:52».
    pub fn when(&self, moment: &Moment) -> String {
        let local = self.local(moment);
        format!(
            "{}, {}",
            date_long(self.l.language(), local.date()),
            time(local)
        )
    }

    /// A date in words: «2026 жылғы 20 қараша».
    pub fn day(&self, moment: &Moment) -> String {
        date_long(self.l.language(), self.local(moment).date())
    }

    /// For `<time datetime>`.
    pub fn machine_time(&self, moment: &Moment) -> String {
        jiff::Timestamp::from_millisecond(moment.millis())
            .unwrap_or_default()
            .to_string()
    }

    /// The local date and time.
    pub fn local(&self, moment: &Moment) -> jiff::civil::DateTime {
        crate::site::local(&self.chosen.zone, *moment)
    }
}

#[cfg(test)]
impl Chrome {
    /// A guest's page without a site around it; every icon is in one sprite.
    pub(crate) fn for_tests(words: Words) -> Self {
        const ASSETS: Assets = Assets {
            files: &[],
            names: &[("icons.svg", "icons.svg")],
        };
        Self {
            l: words,
            title: String::new(),
            crumbs: Vec::new(),
            tabs: Vec::new(),
            organisation: Organisation::default(),
            user: None,
            behind: None,
            flash: None,
            portal: Vec::new(),
            demo: false,
            searched: String::new(),
            person: None,
            lit: None,
            place: "/".to_owned(),
            theme: Theme::Auto,
            view: View::Plain,
            assets: &ASSETS,
            chosen: Arc::new(Chosen::of(&crate::Settings {
                public_url: String::new(),
                demo: false,
                behind_proxy: false,
                zone: jiff::tz::TimeZone::UTC,
            })),
            brand: None,
            now: Moment::from_millis(0),
        }
    }
}
