use oqu_audit::{Act, By, record};
use oqu_db::{Result, Tx};
use oqu_kernel::{Id, Moment};
use uuid::Uuid;

use super::SUBJECT;

/// Marks the id under which the history of the settings stands.
#[derive(Debug)]
enum Whole {}

/// The settings of an installation are one thing; its id says "settings".
const WHOLE: Uuid = Uuid::from_u128(0x0000_0000_0000_7000_8000_7365_7474_696e);

oqu_db::row! {
    /// What somebody chose.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub(in crate::administration) struct SettingRow {
        pub name: String,
        pub value: String,
        pub changed_at: Moment,
        pub changed_by: String,
    }
}

oqu_db::statements! {
    ALL = "SELECT name, value, changed_at, changed_by FROM settings ORDER BY name";
    SET = "INSERT INTO settings (name, value, changed_at, changed_by) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at, \
        changed_by = excluded.changed_by";
    UNSET = "DELETE FROM settings WHERE name = $1";
}

/// What anybody chose.
pub(in crate::administration) async fn all(tx: &mut Tx) -> Result<Vec<SettingRow>> {
    tx.all(&ALL, &[]).await
}

/// A setting that becomes another.
#[derive(Clone, Debug)]
pub(in crate::administration) struct Changed {
    pub name: &'static str,
    pub old: String,
    pub new: String,
    /// Whether it is what it would be if nobody had chosen.
    pub is_default: bool,
}

/// Keeps what was changed, with one entry of the audit, and tells all nodes.
pub(in crate::administration) async fn set(
    tx: &mut Tx,
    by: &By,
    changed: &[Changed],
) -> Result<()> {
    if changed.is_empty() {
        return Ok(());
    }
    let mut act = Act::on(
        "settings.changed",
        "settings",
        Id::<Whole>::from_uuid(WHOLE),
        "",
    );
    for setting in changed {
        let Changed { name, old, new, .. } = setting;
        if setting.is_default {
            tx.run(&UNSET, &[(*name).into()]).await?;
        } else {
            let values = [(*name).into(), new.into(), by.now.into(), (&by.name).into()];
            tx.run(&SET, &values).await?;
        }
        act = act.change(name, old, new);
    }
    record(tx, by, act).await?;
    tx.tell(SUBJECT).await
}

/// The last changes, newest first.
pub(super) async fn history(tx: &mut Tx) -> Result<Vec<oqu_audit::EntryRow>> {
    const SHOWN: u32 = 30;
    oqu_audit::history(tx, "settings", WHOLE, SHOWN).await
}
