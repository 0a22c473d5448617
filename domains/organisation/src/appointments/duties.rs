use std::collections::HashMap;

use oqu_db::Tx;
use oqu_identity::api::{HeldPost, InUnit, Posts};
use oqu_kernel::{Actor, PersonId};
use oqu_text::Language;

use super::store;
use crate::posts::rules::{PostId, PostRow};
use crate::{permissions, posts, units};

/// Tells the area of people which posts somebody holds and held.
pub struct Duties;

impl Posts for Duties {
    /// Three statements; one where there is none.
    fn of_person<'a>(
        &'a self,
        tx: &'a mut Tx,
        person: PersonId,
        actor: &'a Actor,
        language: Language,
    ) -> InUnit<'a, Vec<HeldPost>> {
        Box::pin(async move {
            let held = store::of_person(tx, person).await?;
            if held.is_empty() {
                return Ok(Vec::new());
            }
            let ids: Vec<PostId> = held.iter().map(|appointment| appointment.post).collect();
            let posts = posts::store::some(tx, &ids).await?;
            let posts: HashMap<PostId, &PostRow> =
                posts.iter().map(|post| (post.id, post)).collect();
            let structure = units::store::structure(tx, language).await?;
            let opens = permissions::structure_read(actor);
            let told = held.iter().filter_map(|appointment| {
                let post = posts.get(&appointment.post)?;
                let unit = structure.get(post.details.unit);
                Some(HeldPost {
                    title: post.details.title.of(language).to_owned(),
                    unit: unit
                        .map_or("", |unit| unit.details.name.of(language))
                        .to_owned(),
                    path: opens.then(|| posts::path(post.id)),
                    rate: appointment.rate,
                    from: appointment.term.from,
                    until: appointment.term.until,
                })
            });
            Ok(told.collect())
        })
    }
}
