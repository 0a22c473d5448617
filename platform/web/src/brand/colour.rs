use std::fmt;

/// A colour of sRGB, eight bits for each part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour([u8; 3]);

/// The same in OKLCH, the space in which equal steps look equal (Björn Ottosson, "A perceptual color
/// space for image processing", 2020; CSS Color 4 §9.4): lightness 0–1, chroma, hue in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lch {
    pub(super) lightness: f64,
    pub(super) chroma: f64,
    pub(super) hue: f64,
}

impl Lch {
    pub(super) const fn new(lightness: f64, chroma: f64, hue: f64) -> Self {
        Self {
            lightness,
            chroma,
            hue,
        }
    }
}

/// So far a part may stick out of sRGB and still be rounded into it.
const ROUNDING: f64 = 0.5 / 255.0;
/// So exactly is the chroma found that a screen can show.
const STEPS: u32 = 20;

impl Colour {
    /// Reads `#0b5f6b`, with or without the sign, or `#abc`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if !digits.chars().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize, digit: usize| u8::from_str_radix(&digits[at..at + digit], 16).ok();
        match digits.len() {
            6 => Some(Self([part(0, 2)?, part(2, 2)?, part(4, 2)?])),
            3 => Some(Self([part(0, 1)? * 17, part(1, 1)? * 17, part(2, 1)? * 17])),
            _ => None,
        }
    }

    /// Six digits without a sign.
    pub fn digits(self) -> String {
        let [red, green, blue] = self.0;
        format!("{red:02x}{green:02x}{blue:02x}")
    }

    /// How bright it is beside white, 0–1 (WCAG 2.2, "relative luminance").
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast of two colours, 1–21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn linear(self) -> [f64; 3] {
        self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            match part <= 0.040_45 {
                true => part / 12.92,
                false => ((part + 0.055) / 1.055).powf(2.4),
            }
        })
    }

    fn oklab(self) -> [f64; 3] {
        let [r, g, b] = self.linear();
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }

    pub(super) fn lch(self) -> Lch {
        let [lightness, a, b] = self.oklab();
        Lch {
            lightness,
            chroma: a.hypot(b),
            hue: b.atan2(a).to_degrees().rem_euclid(360.0),
        }
    }

    /// The colour of this lightness and hue with as much of the chroma as a screen can show.
    pub(super) fn of(lch: Lch) -> Self {
        let within = |chroma: f64| parts(Lch { chroma, ..lch });
        if let Some(colour) = within(lch.chroma) {
            return colour;
        }
        let (mut least, mut most) = (0.0, lch.chroma);
        for _ in 0..STEPS {
            let middle = f64::midpoint(least, most);
            match within(middle) {
                Some(_) => least = middle,
                None => most = middle,
            }
        }
        within(least).unwrap_or(match lch.lightness < 0.5 {
            true => Self([0; 3]),
            false => Self([255; 3]),
        })
    }

    /// So much of this colour and the rest of another, as `color-mix(in oklab, …)` mixes them.
    pub(super) fn mixed(self, part: f64, other: Self) -> Self {
        let (one, two) = (self.oklab(), other.oklab());
        let mixed = |at: usize| one[at] * part + two[at] * (1.0 - part);
        of_oklab([mixed(0), mixed(1), mixed(2)]).map_or(other, Self)
    }
}

fn parts(lch: Lch) -> Option<Colour> {
    let (sine, cosine) = lch.hue.to_radians().sin_cos();
    of_oklab([lch.lightness, lch.chroma * cosine, lch.chroma * sine]).map(Colour)
}

/// The parts of a colour that a screen can show.
fn of_oklab([lightness, a, b]: [f64; 3]) -> Option<[u8; 3]> {
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    let linear = [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ];
    let mut parts = [0; 3];
    for (part, linear) in parts.iter_mut().zip(linear) {
        let shown = match linear <= 0.003_130_8 {
            true => linear * 12.92,
            false => 1.055 * linear.powf(1.0 / 2.4) - 0.055,
        };
        if !(-ROUNDING..=1.0 + ROUNDING).contains(&shown) {
            return None;
        }
        // Between 0 and 255 by the line above.
        *part = (shown.clamp(0.0, 1.0) * 255.0).round() as u8;
    }
    Some(parts)
}

/// As a style and as a person write it: `#0b5f6b`.
impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.digits())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn a_colour_is_read_as_people_write_it() {
        assert_eq!(colour("#0B5F6B").to_string(), "#0b5f6b");
        assert_eq!(colour("abc").to_string(), "#aabbcc");
        for wrong in [
            "", "#", "#12", "#12345", "#1234567", "red", "#12345g", "ә1234",
        ] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let (black, white) = (colour("000"), colour("fff"));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((white.contrast(white) - 1.0).abs() < 1e-9);
        // The known edges of AA on white: #767676 is the lightest grey that passes.
        assert!(colour("767676").contrast(white) >= 4.5);
        assert!(colour("777777").contrast(white) < 4.5);
    }

    #[test]
    fn a_colour_goes_through_the_other_space_and_back() {
        for text in ["000000", "ffffff", "0b5f6b", "ff0000", "123456", "fefefd"] {
            assert_eq!(Colour::of(colour(text).lch()).digits(), text);
        }
        // CSS Color 4 names red as oklch(62.8% 0.2577 29.23).
        let red = colour("f00").lch();
        assert!((red.lightness - 0.628).abs() < 1e-3, "{red:?}");
        assert!((red.chroma - 0.2577).abs() < 1e-3, "{red:?}");
        assert!((red.hue - 29.23).abs() < 0.05, "{red:?}");
    }

    #[test]
    fn what_no_screen_shows_becomes_what_it_does() {
        let loud = Colour::of(Lch::new(0.9, 0.4, 29.0)).lch();
        assert!((loud.lightness - 0.9).abs() < 0.01, "{loud:?}");
        assert!(loud.chroma < 0.1, "{loud:?}");
        let half = colour("000").mixed(0.5, colour("fff")).lch();
        assert!((half.lightness - 0.5).abs() < 0.01, "{half:?}");
    }
}
