use oqu_audit::By;
use oqu_identity::api::import::{self, Ground, ImportId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Hands;

/// A step of `oqu import people`. Each is short, so that the console can tell how far it is, and so
/// that whoever is killed between two leaves whole slices behind.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImportOrder {
    /// Reads a file that lies where the server can read it, and looks at its rows.
    Look {
        /// Its whole path.
        file: std::path::PathBuf,
    },
    /// Lets it be written.
    Confirm {
        /// The import.
        id: ImportId,
    },
    /// Writes the next slice.
    Step {
        /// The import.
        id: ImportId,
    },
    /// Tells of every row.
    Report {
        /// The import.
        id: ImportId,
    },
    /// Forgets a file that will not be written.
    Forget {
        /// The import.
        id: ImportId,
    },
}

/// Carries out a step; what cannot be done is said in words.
pub(super) async fn carry_out(hands: &Hands, by: By, order: ImportOrder) -> Result<Value, String> {
    let ground = Ground {
        db: hands.db.clone(),
        l10n: hands.l10n,
        scopes: std::sync::Arc::new(oqu_organisation::api::Scopes),
        today: hands.today(),
    };
    match order {
        ImportOrder::Look { file } => {
            let shown = file.display().to_string();
            let meta = std::fs::metadata(&file).map_err(|error| format!("{shown}: {error}"))?;
            if meta.len() > import::FILE_MOST {
                return Err(format!("{shown}: larger than 20 MB; divide the list"));
            }
            let bytes = std::fs::read(&file).map_err(|error| format!("{shown}: {error}"))?;
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let looked = import::look(&ground, &by, &name, bytes).await?;
            Ok(json!({ "id": looked.id, "to_write": looked.to_write }))
        }
        ImportOrder::Confirm { id } => {
            let confirmed = import::confirm(&ground, id).await?;
            Ok(json!({ "confirmed": confirmed }))
        }
        ImportOrder::Step { id } => {
            let (done, total) = import::step(&ground, &by, id).await?;
            Ok(json!({ "done": done, "total": total }))
        }
        ImportOrder::Report { id } => import::report(&ground, id).await,
        ImportOrder::Forget { id } => {
            import::forget(&ground, id).await?;
            Ok(Value::Null)
        }
    }
}
