//! Pictures that people bring: decoded under limits, turned upright, made small, and written anew, so
//! that nothing of the sender's file is passed on: no place, no camera, no comment, no second file.

use std::io::Cursor;
use std::time::Duration;

use axum::body::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use tokio::sync::Semaphore;

use crate::Kind;

/// The pixels of a picture: 48 megapixels are more than the telephones of our people make.
const MOST_PIXELS: u64 = 50_000_000;
/// Neither edge may be longer.
const LONGEST_EDGE: u32 = 20_000;
/// Bytes that a decoder may take: a picture of the most pixels with four colours of 16 bits would
/// take 400 MB, and is refused.
const MOST_MEMORY: u64 = 256 << 20;
/// A picture of the most pixels takes two seconds.
const PATIENCE: Duration = Duration::from_secs(10);
/// Quality of JPEG: under 85 edges of hair begin to blur.
const QUALITY: u8 = 85;
/// Pictures at once; each may take [`MOST_MEMORY`]. A decoder that hangs keeps its place.
static PLACES: Semaphore = Semaphore::const_new(2);

/// Why a picture was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is not a picture of a kind that we know.
    NotAnImage,
    /// It has too many pixels.
    TooLarge,
    /// It cannot be read to its end.
    Broken,
    /// It took too long.
    TooSlow,
}

impl Refused {
    /// The message that tells it, and what to do.
    pub const fn message(self) -> &'static str {
        match self {
            Self::NotAnImage => "files-image-none",
            Self::TooLarge => "files-image-large",
            Self::Broken => "files-image-broken",
            Self::TooSlow => "files-image-slow",
        }
    }
}

/// Cuts the middle of a picture out as a square of each of these edges in pixels, written as JPEG.
///
/// # Errors
/// Why the picture was not taken.
pub async fn squares<const N: usize>(
    bytes: Bytes,
    edges: [u32; N],
) -> Result<[Vec<u8>; N], Refused> {
    let work = move || {
        let picture = decoded(&bytes)?;
        let mut made = [const { Vec::new() }; N];
        for (jpeg, edge) in made.iter_mut().zip(edges) {
            *jpeg = square(&picture, edge)?;
        }
        Ok(made)
    };
    in_place(work).await
}

/// How a picture is written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// As JPEG on white: photos.
    Jpeg,
    /// As PNG, see-through where it was: signs and logos.
    Png,
}

/// A picture written anew, and its edges in pixels.
#[derive(Clone, Debug)]
pub struct Made {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// Makes the whole picture anew in each of these sizes: neither edge is longer than the size in
/// pixels, and nothing is made larger than it was.
///
/// # Errors
/// Why the picture was not taken.
pub async fn within<const N: usize>(
    bytes: Bytes,
    edges: [u32; N],
    written: Written,
) -> Result<[Made; N], Refused> {
    let work = move || {
        let picture = upright(&bytes)?;
        let picture = match written {
            Written::Jpeg => DynamicImage::ImageRgb8(on_white(picture)),
            Written::Png => DynamicImage::ImageRgba8(picture.into_rgba8()),
        };
        let mut made = Vec::with_capacity(N);
        for edge in edges {
            made.push(fitted(&picture, edge, written)?);
        }
        made.try_into().map_err(|_| Refused::Broken)
    };
    in_place(work).await
}

/// Runs the work on a picture where there is room for it, and not for ever.
async fn in_place<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refused> + Send + 'static,
) -> Result<T, Refused> {
    let place = PLACES.acquire().await.map_err(|_| Refused::TooSlow)?;
    let work = tokio::task::spawn_blocking(move || {
        let _place = place;
        work()
    });
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(made)) => made,
        // The decoder panicked.
        Ok(Err(_)) => Err(Refused::Broken),
        Err(_) => Err(Refused::TooSlow),
    }
}

fn fitted(picture: &DynamicImage, edge: u32, written: Written) -> Result<Made, Refused> {
    let longer = picture.width().max(picture.height());
    let small = match longer > edge {
        true => picture.resize(edge, edge, FilterType::CatmullRom),
        false => picture.clone(),
    };
    let mut bytes = Cursor::new(Vec::new());
    let encoded = match written {
        Written::Jpeg => {
            small.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))
        }
        Written::Png => small.write_to(&mut bytes, ImageFormat::Png),
    };
    encoded.map_err(|_| Refused::Broken)?;
    Ok(Made {
        bytes: bytes.into_inner(),
        width: small.width(),
        height: small.height(),
    })
}

/// The picture upright, in eight bits of three colours, on white.
fn decoded(bytes: &[u8]) -> Result<RgbImage, Refused> {
    upright(bytes).map(on_white)
}

fn upright(bytes: &[u8]) -> Result<DynamicImage, Refused> {
    let format = match Kind::of(bytes).mime {
        "image/png" => ImageFormat::Png,
        "image/jpeg" => ImageFormat::Jpeg,
        "image/webp" => ImageFormat::WebP,
        "image/gif" => ImageFormat::Gif,
        _ => return Err(Refused::NotAnImage),
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_EDGE);
    limits.max_image_height = Some(LONGEST_EDGE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY {
        return Err(Refused::TooLarge);
    }
    let orientation = decoder.orientation().map_err(refused)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refused)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn refused(error: image::ImageError) -> Refused {
    match error {
        image::ImageError::Limits(_) => Refused::TooLarge,
        _ => Refused::Broken,
    }
}

fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let seen = picture.into_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0.map(u16::from);
        let over = |colour: u16| {
            u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        Rgb([over(red), over(green), over(blue)])
    })
}

fn square(picture: &RgbImage, edge: u32) -> Result<Vec<u8>, Refused> {
    let (width, height) = picture.dimensions();
    let shorter = width.min(height);
    // In a portrait the face stands in the upper part.
    let (x, y) = ((width - shorter) / 2, (height - shorter) / 4);
    let middle = image::imageops::crop_imm(picture, x, y, shorter, shorter).to_image();
    let small = match shorter > edge {
        true => image::imageops::resize(&middle, edge, edge, FilterType::CatmullRom),
        false => middle,
    };
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    small
        .write_with_encoder(encoder)
        .map_err(|_| Refused::Broken)?;
    Ok(jpeg)
}

#[cfg(test)]
mod tests {
    use image::{Rgba, RgbaImage};

    use super::*;

    fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// Red above, blue below.
    fn flag(width: u32, height: u32) -> DynamicImage {
        DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |_, y| {
            if y < height / 2 {
                Rgb([255, 0, 0])
            } else {
                Rgb([0, 0, 255])
            }
        }))
    }

    async fn shown(bytes: Vec<u8>) -> RgbImage {
        let [large, small] = squares(bytes.into(), [512, 96]).await.unwrap();
        assert_eq!(Kind::of(&large).mime, "image/jpeg");
        assert!(image::load_from_memory(&large).unwrap().width() <= 512);
        image::load_from_memory(&small).unwrap().into_rgb8()
    }

    #[tokio::test]
    async fn a_logo_stays_whole_and_see_through() {
        let mut sign = RgbaImage::new(800, 200);
        sign.put_pixel(0, 0, Rgba([255, 0, 0, 255]));
        let bytes = encoded(&DynamicImage::ImageRgba8(sign), ImageFormat::Png);
        let made = within(bytes.clone().into(), [400, 96], Written::Png).await;
        let [large, small] = made.unwrap();
        assert_eq!((large.width, large.height), (400, 100));
        assert_eq!((small.width, small.height), (96, 24));
        assert_eq!(Kind::of(&small.bytes).mime, "image/png");
        let read = image::load_from_memory(&large.bytes).unwrap().into_rgba8();
        assert_eq!(read.get_pixel(300, 50).0[3], 0);
        // What is small stays as large as it is, and a photo lies on white.
        let [same] = within(bytes.into(), [1_000], Written::Jpeg).await.unwrap();
        assert_eq!((same.width, same.height), (800, 200));
        assert_eq!(Kind::of(&same.bytes).mime, "image/jpeg");
        let read = image::load_from_memory(&same.bytes).unwrap().into_rgb8();
        assert!(
            read.get_pixel(700, 150)
                .0
                .iter()
                .all(|colour| *colour > 250)
        );
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec();
        let refused = within(svg.into(), [96], Written::Png).await;
        assert_eq!(refused.unwrap_err(), Refused::NotAnImage);
    }

    #[tokio::test]
    async fn every_kind_becomes_a_small_square() {
        for format in [
            ImageFormat::Png,
            ImageFormat::Jpeg,
            ImageFormat::WebP,
            ImageFormat::Gif,
        ] {
            let small = shown(encoded(&flag(300, 200), format)).await;
            assert_eq!(small.dimensions(), (96, 96), "{format:?}");
            let [red, _, blue] = small.get_pixel(48, 4).0;
            assert!(red > 200 && blue < 60, "{format:?}");
        }
    }

    #[tokio::test]
    async fn what_is_seen_through_becomes_white() {
        let clear = RgbaImage::from_pixel(200, 200, Rgba([0, 0, 0, 0]));
        let bytes = encoded(&DynamicImage::ImageRgba8(clear), ImageFormat::Png);
        assert!(shown(bytes).await.pixels().all(|pixel| pixel.0[0] > 250));
    }

    /// An APP1 segment with the orientation and a place, as a telephone writes it.
    fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
        exif.extend_from_slice(&[0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
        exif.extend_from_slice(&[0x0e, 1, 2, 0, 16, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0]);
        exif.extend_from_slice(b"51.1694N,71.449E");
        let mut bytes = jpeg[..2].to_vec();
        bytes.extend_from_slice(&[0xff, 0xe1]);
        let length = u16::try_from(exif.len() + 2).unwrap();
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(&exif);
        bytes.extend_from_slice(&jpeg[2..]);
        bytes
    }

    #[tokio::test]
    async fn a_picture_is_turned_upright_and_tells_no_place() {
        // Orientation 3: upside down.
        let bytes = with_exif(&encoded(&flag(200, 200), ImageFormat::Jpeg), 3);
        let [small] = squares(bytes.into(), [96]).await.unwrap();
        assert!(
            !small
                .windows(4)
                .any(|four| four == b"Exif" || four == b"51.1")
        );
        let picture = image::load_from_memory(&small).unwrap().into_rgb8();
        let [red, _, blue] = picture.get_pixel(48, 4).0;
        assert!(blue > 200 && red < 60, "blue came up");
    }

    #[tokio::test]
    async fn pictures_that_lie_or_break_are_refused() {
        let png = encoded(&flag(300, 200), ImageFormat::Png);
        let mut huge = png.clone();
        // The width and height of IHDR, with a checksum that fits.
        huge[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
        let mut crc = flate(&huge[12..29]);
        huge[29..33].swap_with_slice(&mut crc);
        let cases: [(&[u8], Refused); 7] = [
            (b"", Refused::NotAnImage),
            (b"<svg onload='alert(1)'/>", Refused::NotAnImage),
            (
                b"MZ this is a program called photo.jpg",
                Refused::NotAnImage,
            ),
            (&png[..png.len() / 2], Refused::Broken),
            (b"\xff\xd8\xff\xe0 and nothing more", Refused::Broken),
            // Its first letters say 29 500 by 29 283 pixels.
            (b"GIF89a<script>alert(1)</script>", Refused::TooLarge),
            (&huge, Refused::TooLarge),
        ];
        for (bytes, expected) in cases {
            let refused = squares(Bytes::copy_from_slice(bytes), [96]).await;
            assert_eq!(
                refused,
                Err(expected),
                "{}",
                bytes[..bytes.len().min(30)].escape_ascii()
            );
        }
    }

    /// The checksum of a PNG chunk (ISO/IEC 15948 §5.5).
    fn flate(bytes: &[u8]) -> [u8; 4] {
        let mut crc = u32::MAX;
        for byte in bytes {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 {
                    0xedb8_8320 ^ (crc >> 1)
                } else {
                    crc >> 1
                };
            }
        }
        (!crc).to_be_bytes()
    }

    /// Bytes at random places are changed: an answer comes, whatever it is.
    #[tokio::test]
    async fn no_bytes_bring_the_program_down() {
        let chance = oqu_kernel::Chance::seeded(11);
        for format in [
            ImageFormat::Png,
            ImageFormat::Jpeg,
            ImageFormat::WebP,
            ImageFormat::Gif,
        ] {
            let whole = encoded(&flag(64, 64), format);
            for _ in 0..200 {
                let mut bytes = whole.clone();
                for _ in 0..4 {
                    let [high, low, value] = chance.bytes::<3>();
                    let at = usize::from(u16::from_be_bytes([high, low])) % bytes.len();
                    bytes[at] = value;
                }
                let _ = squares(bytes.into(), [32]).await;
            }
        }
    }
}
