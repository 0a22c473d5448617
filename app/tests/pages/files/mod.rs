//! Files as people bring and see them: photos, uploads that go on where they broke off, ranges.

mod archive;
mod photos;
mod serving;
mod uploads;

use std::io::Cursor;

use archive::a_backup_takes_files_from_one_room_to_the_other;
use image::{ImageFormat, Rgb, RgbImage};
use photos::{
    a_photo_is_ones_own_or_the_registrars, a_photo_is_set_seen_changed_and_removed,
    what_is_no_picture_is_said_in_words,
};
use serving::{a_file_is_asked_again_and_in_parts, nothing_in_a_file_runs};
use uploads::{
    an_upload_becomes_a_photo, an_upload_goes_on_where_it_broke_off,
    limits_are_told_before_anything_comes, steps_that_do_not_fit_are_refused,
    two_hands_do_not_write_at_once, what_nobody_needs_is_swept,
};

use crate::stories;
use crate::support::stories::tell_at;
use crate::support::{Engine, Setup, TestSite};

stories!(
    a_photo_is_set_seen_changed_and_removed,
    what_is_no_picture_is_said_in_words,
    a_photo_is_ones_own_or_the_registrars,
    a_file_is_asked_again_and_in_parts,
    nothing_in_a_file_runs,
    an_upload_goes_on_where_it_broke_off,
    an_upload_becomes_a_photo,
    steps_that_do_not_fit_are_refused,
    two_hands_do_not_write_at_once,
    limits_are_told_before_anything_comes,
    what_nobody_needs_is_swept,
    a_backup_takes_files_from_one_room_to_the_other,
);

/// The same with the files in a bucket, as several nodes have them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres_with_a_bucket() {
    let setup = Setup {
        bucket: true,
        ..Setup::DEMO
    };
    tell_at(Engine::Postgres, setup, STORIES).await;
}

/// The store of a site, past the site.
fn blobs(site: &TestSite) -> oqu_files::Blobs {
    oqu_files::Blobs::open(&site.settings.files)
}

/// A picture as a person brings it, of one colour.
fn picture(format: ImageFormat, colour: [u8; 3]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_pixel(640, 480, Rgb(colour))
        .write_to(&mut bytes, format)
        .expect("a picture");
    bytes.into_inner()
}

/// The address of the picture in a page that is not small.
fn photo_of(page: &str) -> Option<String> {
    let rest = page.split("src=\"/files/").nth(1)?;
    let address = rest.split('"').next()?;
    Some(format!("/files/{address}"))
}
