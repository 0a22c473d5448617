//! The colour of the organisation: what it becomes in each look, and whether it can be read there.
//!
//! An administrator chooses one colour, for the light look, and one for the dark if they like; the
//! others follow from them. A colour with too little contrast anywhere it is used is refused. The
//! style that says so is made of the colours and nothing else, so its address names them.

mod colour;
mod served;

use sha2::{Digest, Sha256};

use self::colour::Lch;

pub use self::colour::Colour;
pub(crate) use self::served::routes;

/// Text of usual size (WCAG 2.2, 1.4.3 AA).
const LEAST: f64 = 4.5;
/// In the view for low vision text has more (WCAG 2.2, 1.4.6 AAA).
const LEAST_IN_CONTRAST: f64 = 7.0;
/// A step of lightness on the way to a colour that passes; smaller ones look the same.
const STEP: f64 = 0.004;
/// Of the action colour in a mark of a heat map that carries text: `--ramp-4` of `tokens.css`.
const RAMP: f64 = 0.84;

/// The looks that a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The usual one by day.
    Light,
    /// By night.
    Dark,
    /// For low vision, by day.
    ContrastLight,
    /// For low vision, by night.
    ContrastDark,
}

/// Where the colour meets another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A link on the page.
    Paper,
    /// A link on a card.
    Sheet,
    /// A link in a sunk place.
    Sunk,
    /// The marked row of a list.
    Wash,
    /// The words of a button.
    Button,
    /// The number in a filled square.
    Ramp,
}

/// The surfaces of a look, as `frontend/styles/tokens.css` has them.
struct Surfaces {
    paper: Lch,
    sheet: Lch,
    sunk: Lch,
    /// What is written on the action colour.
    on_action: Lch,
    /// How much of the action colour is in a wash.
    wash: f64,
}

/// What a look makes of the colour of another.
struct Derived {
    lightness: f64,
    most_chroma: f64,
    /// What lies under a pointer is so much lighter, or darker.
    strong: f64,
}

impl Look {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Light,
        Self::Dark,
        Self::ContrastLight,
        Self::ContrastDark,
    ];

    /// In messages: `settings-look-<word>`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::ContrastLight => "contrast-light",
            Self::ContrastDark => "contrast-dark",
        }
    }

    const fn is_dark(self) -> bool {
        matches!(self, Self::Dark | Self::ContrastDark)
    }

    /// The least contrast of text.
    pub const fn least(self) -> f64 {
        match self {
            Self::Light | Self::Dark => LEAST,
            Self::ContrastLight | Self::ContrastDark => LEAST_IN_CONTRAST,
        }
    }

    const fn surfaces(self) -> Surfaces {
        match self {
            Self::Light => Surfaces {
                paper: Lch::new(0.977, 0.004, 95.0),
                sheet: Lch::new(0.997, 0.001, 95.0),
                sunk: Lch::new(0.954, 0.005, 95.0),
                on_action: Lch::new(0.995, 0.0, 0.0),
                wash: 0.08,
            },
            Self::Dark => Surfaces {
                paper: Lch::new(0.185, 0.012, 225.0),
                sheet: Lch::new(0.225, 0.014, 225.0),
                sunk: Lch::new(0.275, 0.016, 225.0),
                on_action: Lch::new(0.2, 0.03, 210.0),
                wash: 0.15,
            },
            Self::ContrastLight => Surfaces {
                paper: Lch::new(1.0, 0.0, 0.0),
                sheet: Lch::new(1.0, 0.0, 0.0),
                sunk: Lch::new(0.94, 0.0, 0.0),
                on_action: Lch::new(1.0, 0.0, 0.0),
                wash: 0.08,
            },
            Self::ContrastDark => Surfaces {
                paper: Lch::new(0.0, 0.0, 0.0),
                sheet: Lch::new(0.0, 0.0, 0.0),
                sunk: Lch::new(0.24, 0.0, 0.0),
                on_action: Lch::new(0.0, 0.0, 0.0),
                wash: 0.15,
            },
        }
    }

    /// As far from the paper as Oqu's own colours are.
    const fn derived(self) -> Derived {
        let (lightness, most_chroma, strong) = match self {
            Self::Light => (0.455, 0.2, -0.075),
            Self::Dark => (0.8, 0.12, 0.07),
            Self::ContrastLight => (0.34, 0.12, -0.1),
            Self::ContrastDark => (0.9, 0.1, 0.05),
        };
        Derived {
            lightness,
            most_chroma,
            strong,
        }
    }

    /// The colour of a surface, to show a sample on it.
    pub fn surface(self, place: Place, action: Colour) -> Colour {
        let surfaces = self.surfaces();
        let sheet = Colour::of(surfaces.sheet);
        match place {
            Place::Paper => Colour::of(surfaces.paper),
            Place::Sheet => sheet,
            Place::Sunk => Colour::of(surfaces.sunk),
            Place::Wash => action.mixed(surfaces.wash, sheet),
            Place::Button => action,
            Place::Ramp => action.mixed(RAMP, sheet),
        }
    }

    /// Oqu's own colour, as `tokens.css` has it.
    pub fn own(self) -> Colour {
        Colour::of(match self {
            Self::Light => Lch::new(0.455, 0.08, 207.0),
            Self::Dark => Lch::new(0.8, 0.1, 197.0),
            Self::ContrastLight => Lch::new(0.34, 0.07, 212.0),
            Self::ContrastDark => Lch::new(0.9, 0.1, 195.0),
        })
    }

    /// What is written on the action colour.
    pub fn on_action(self) -> Colour {
        Colour::of(self.surfaces().on_action)
    }

    /// The contrast of the colour in each place.
    pub fn measured(self, action: Colour) -> Vec<(Place, f64)> {
        let contrast = |place: Place| {
            let ink = match place {
                Place::Button | Place::Ramp => self.on_action(),
                _ => action,
            };
            (place, self.surface(place, action).contrast(ink))
        };
        Place::ALL.map(contrast).to_vec()
    }

    /// The place with the least contrast.
    fn worst(self, action: Colour) -> (Place, f64) {
        let measured = self.measured(action).into_iter();
        let worst = measured.min_by(|(_, one), (_, two)| one.total_cmp(two));
        worst.unwrap_or((Place::Paper, 1.0))
    }

    fn passes(self, action: Colour) -> bool {
        self.worst(action).1 >= self.least()
    }

    /// The colour of the same hue that passes and is nearest in lightness.
    fn nearest(self, wanted: Lch) -> Colour {
        let step = if self.is_dark() { STEP } else { -STEP };
        let mut lch = wanted;
        loop {
            let colour = Colour::of(lch);
            if self.passes(colour) || !(0.0..=1.0).contains(&lch.lightness) {
                return colour;
            }
            lch.lightness += step;
        }
    }

    /// What this look makes of the colour that was chosen for another.
    fn following(self, chosen: Colour) -> Colour {
        let (of, derived) = (chosen.lch(), self.derived());
        self.nearest(Lch {
            lightness: derived.lightness,
            chroma: of.chroma.min(derived.most_chroma),
            hue: of.hue,
        })
    }

    fn strong(self, action: Colour) -> Colour {
        let lch = action.lch();
        Colour::of(Lch {
            lightness: (lch.lightness + self.derived().strong).clamp(0.0, 1.0),
            ..lch
        })
    }
}

impl Place {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Paper,
        Self::Sheet,
        Self::Sunk,
        Self::Wash,
        Self::Button,
        Self::Ramp,
    ];

    /// In messages: `settings-place-<word>`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Sheet => "sheet",
            Self::Sunk => "sunk",
            Self::Wash => "wash",
            Self::Button => "button",
            Self::Ramp => "ramp",
        }
    }
}

/// A colour that cannot be read somewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TooPale {
    /// In which look.
    pub look: Look,
    /// Where.
    pub place: Place,
    /// The contrast there.
    pub ratio: f64,
    /// The nearest colour of the same hue that can be read everywhere in this look.
    pub nearest: Colour,
}

/// The colours of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    actions: [Colour; 4],
    style: String,
    address: String,
}

impl Brand {
    /// The colours that follow from the one chosen for the light look; `dark` is chosen for the dark
    /// one, or follows too.
    ///
    /// # Errors
    /// Which of the two cannot be read where, the light one first.
    pub fn new(light: Colour, dark: Option<Colour>) -> Result<Self, TooPale> {
        readable(Look::Light, light)?;
        let dark = match dark {
            Some(dark) => {
                readable(Look::Dark, dark)?;
                dark
            }
            None => Look::Dark.following(light),
        };
        let actions = [
            light,
            dark,
            Look::ContrastLight.following(light),
            Look::ContrastDark.following(dark),
        ];
        let style = style(actions);
        let hash: String = Sha256::digest(&style)[..4]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let address = format!("/brand/{}-{}-{hash}.css", light.digits(), dark.digits());
        Ok(Self {
            actions,
            style,
            address,
        })
    }

    /// The colour of action in a look.
    pub fn action(&self, look: Look) -> Colour {
        self.actions[look as usize]
    }

    /// Where its style is: a new colour has a new address, and so has a new way of making the others.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The style: it stands after that of Oqu and gives two of its values others.
    pub fn style(&self) -> &str {
        &self.style
    }
}

fn readable(look: Look, chosen: Colour) -> Result<(), TooPale> {
    if look.passes(chosen) {
        return Ok(());
    }
    let (place, ratio) = look.worst(chosen);
    Err(TooPale {
        look,
        place,
        ratio,
        nearest: look.nearest(chosen.lch()),
    })
}

fn style(actions: [Colour; 4]) -> String {
    let pair = |light: Look, dark: Look| {
        let [action, night] = [actions[light as usize], actions[dark as usize]];
        let (strong, strong_night) = (light.strong(action), dark.strong(night));
        format!(
            "--action:light-dark({action},{night});--action-strong:light-dark({strong},{strong_night})"
        )
    };
    format!(
        ":root{{{}}}\n:root[data-view=\"contrast\"]{{{}}}\n",
        pair(Look::Light, Look::Dark),
        pair(Look::ContrastLight, Look::ContrastDark)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = include_str!("../../../../frontend/styles/tokens.css");

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    fn written(lch: Lch) -> String {
        let number = |number: f64| {
            let text = format!("{number:.3}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        };
        let lightness = number(lch.lightness * 100.0);
        format!(
            "oklch({lightness}% {} {})",
            number(lch.chroma),
            number(lch.hue)
        )
    }

    #[test]
    fn the_surfaces_are_those_of_the_styles() {
        let (usual, contrast) = TOKENS.split_once("data-view=\"contrast\"] {").unwrap();
        for (text, light, dark) in [
            (usual, Look::Light, Look::Dark),
            (contrast, Look::ContrastLight, Look::ContrastDark),
        ] {
            let (light, dark) = (light.surfaces(), dark.surfaces());
            for (name, light, dark) in [
                ("paper", light.paper, dark.paper),
                ("sheet", light.sheet, dark.sheet),
                ("sunk", light.sunk, dark.sunk),
                ("on-action", light.on_action, dark.on_action),
            ] {
                let line = format!(
                    "--{name}: light-dark({}, {});",
                    written(light),
                    written(dark)
                );
                assert!(text.contains(&line), "{line}");
            }
        }
        for line in [
            "--action: light-dark(oklch(45.5% 0.08 207), oklch(80% 0.1 197))",
            "--action: light-dark(oklch(34% 0.07 212), oklch(90% 0.1 195))",
            "color-mix(in oklab, var(--action) 8%, var(--sheet))",
            "color-mix(in oklab, var(--action) 15%, var(--sheet))",
            "--ramp-4: color-mix(in oklab, var(--action) 84%, var(--sheet))",
        ] {
            assert!(TOKENS.contains(line), "{line}");
        }
    }

    #[test]
    fn the_colours_of_oqu_itself_pass() {
        for look in Look::ALL {
            let colour = look.own();
            assert!(look.passes(colour), "{look:?} {:?}", look.measured(colour));
        }
    }

    #[test]
    fn whatever_passes_by_day_has_followers_that_pass() {
        for hue in (0..360).step_by(15) {
            for chroma in [0.0, 0.05, 0.15, 0.3] {
                let wanted = Lch::new(0.7, chroma, f64::from(hue));
                let light = Look::Light.nearest(wanted);
                let brand = Brand::new(light, None).unwrap();
                for look in Look::ALL {
                    let action = brand.action(look);
                    assert!(look.passes(action), "{hue} {chroma} {look:?} {action}");
                    let strong = look.strong(action);
                    let over = strong.contrast(look.on_action());
                    assert!(over >= look.least(), "{hue} {chroma} {look:?} {over}");
                }
            }
        }
    }

    #[test]
    fn a_pale_colour_is_refused_with_its_contrast_and_the_nearest() {
        let yellow = Brand::new(colour("ffd400"), None).unwrap_err();
        assert_eq!(yellow.look, Look::Light);
        assert!(yellow.ratio < 1.5, "{yellow:?}");
        assert!(Brand::new(yellow.nearest, None).is_ok());
        // Nearest: one step back does not pass.
        let back = yellow.nearest.lch();
        let back = Colour::of(Lch {
            lightness: back.lightness + 3.0 * STEP,
            ..back
        });
        assert!(!Look::Light.passes(back));
        let dark = Brand::new(colour("0b5f6b"), Some(colour("0b5f6b"))).unwrap_err();
        assert_eq!(dark.look, Look::Dark);
        assert!(Brand::new(colour("0b5f6b"), Some(dark.nearest)).is_ok());
    }

    #[test]
    fn the_address_names_the_colours_and_the_style_alone() {
        let brand = Brand::new(colour("7a1f5c"), None).unwrap();
        assert!(brand.address().starts_with("/brand/7a1f5c-"));
        assert!(brand.style().contains("--action:light-dark(#7a1f5c,"));
        let said = Brand::new(colour("7a1f5c"), Some(brand.action(Look::Dark))).unwrap();
        assert_eq!(said, brand, "what follows may be said");
        let other = Brand::new(colour("7a1f5d"), None).unwrap();
        assert_ne!(other.address(), brand.address());
    }
}
