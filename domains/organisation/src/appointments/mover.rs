use oqu_audit::By;
use oqu_db::Tx;
use oqu_identity::api::{InUnit, Mover, Moving, PersonColumn, count_columns, move_column};
use oqu_kernel::PersonId;
use oqu_web::Words;

use super::store;
use crate::posts;
use crate::posts::rules::PostId;

const COLUMNS: [PersonColumn; 1] = [PersonColumn::counted(
    "appointments",
    "person",
    "moves-posts",
)];

/// Moves the posts of a record that is merged. Two appointments without an end to one post would be
/// one person twice in it: one of them is to be ended first.
#[derive(Clone, Copy, Debug)]
pub struct AppointmentMover;

impl Mover for AppointmentMover {
    fn area(&self) -> &'static str {
        "organisation"
    }

    fn columns(&self) -> &'static [PersonColumn] {
        &COLUMNS
    }

    fn look<'a>(
        &'a self,
        tx: &'a mut Tx,
        from: PersonId,
        to: PersonId,
        words: Words,
    ) -> InUnit<'a, Moving> {
        Box::pin(async move {
            let moves = count_columns(tx, &COLUMNS, from, words).await?;
            let mut hindrances = Vec::new();
            if !moves.is_empty() {
                for post in twice(tx, from, to).await? {
                    if let Some(post) = posts::store::post(tx, post).await? {
                        let title = post.details.title.of(words.language());
                        let text = words.t1("moves-post-twice", "name", title);
                        hindrances.push((text, posts::path(post.id)));
                    }
                }
            }
            Ok(Moving { moves, hindrances })
        })
    }

    fn move_all<'a>(
        &'a self,
        tx: &'a mut Tx,
        _: &'a By,
        from: PersonId,
        to: PersonId,
    ) -> InUnit<'a, ()> {
        Box::pin(async move {
            for column in &COLUMNS {
                move_column(tx, column, from, to).await?;
            }
            Ok(())
        })
    }
}

/// The posts to which both are appointed without an end.
async fn twice(tx: &mut Tx, one: PersonId, other: PersonId) -> oqu_db::Result<Vec<PostId>> {
    let open = |appointments: Vec<super::rules::AppointmentRow>| -> Vec<PostId> {
        let lasting = appointments.iter().filter(|held| held.term.until.is_none());
        lasting.map(|held| held.post).collect()
    };
    let own = open(store::of_person(tx, one).await?);
    let theirs = open(store::of_person(tx, other).await?);
    Ok(own
        .into_iter()
        .filter(|post| theirs.contains(post))
        .collect())
}
