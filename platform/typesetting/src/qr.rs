use oqu_documents::Unprinted;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The code as a picture. A quarter of it may be damaged (level Q): papers are folded and stamped.
pub(crate) fn picture(link: &str) -> Result<String, Unprinted> {
    let code = QrCode::with_error_correction_level(link, EcLevel::Q)
        .map_err(|error| Unprinted::Broken(format!("no QR code for an address: {error}")))?;
    Ok(code
        .render::<svg::Color<'_>>()
        .quiet_zone(false)
        .module_dimensions(1, 1)
        .build())
}
