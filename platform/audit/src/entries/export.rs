use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse as _;
use oqu_db::Error;
use oqu_web::{
    Chrome, Failure, Fields, FormErrors, Outcome, Sheet, Site, Visitor, XLSX, attachment, redirect,
};
use tokio::io::AsyncReadExt as _;

use super::{PATH, rules, store};
use crate::{Act, By, EntryRow, Room, words};

/// Rows of a spreadsheet: beyond it spreadsheets and people slow down.
const SHEET_ROWS: usize = 100_000;
/// Rows read at once, so that no reader is kept for long.
const SLICE: usize = 2_000;
/// Bytes of the file of heads sent at once.
const CHUNK: usize = 64 << 10;

/// `GET /audit.xlsx`: the filtered list as a spreadsheet. That it left the house is an act too.
pub(super) async fn spreadsheet(
    State(site): State<Site>,
    Extension(room): Extension<Room>,
    visitor: Visitor,
    fields: Fields,
) -> Outcome {
    let l = visitor.words;
    let mut errors = FormErrors::default();
    let filters = rules::filters(&fields, &site.chosen().zone, l, &mut errors)?;
    if !errors.is_empty() {
        return Ok(redirect(&visitor.address.replacen("/audit.xlsx", PATH, 1)));
    }
    let chrome = Chrome::new(&site, &visitor, "");
    let headings = [
        "audit-when",
        "audit-act",
        "audit-kind",
        "audit-object",
        "audit-who",
        "audit-role",
        "audit-ground",
        "audit-changes",
        "audit-origin",
        "audit-request",
        "audit-id",
    ];
    let headings = headings.map(|key| l.t(key).into_owned());
    let title = l.t("audit-title").into_owned();
    let widths = [20, 30, 18, 34, 28, 22, 24, 60, 18, 16, 38];
    let mut sheet = Sheet::new(&title, &headings, &widths)?;
    let mut count = 0;
    let mut after = None;
    let mut more = true;
    while more && count < SHEET_ROWS {
        let asked = filters.clone();
        let rows = site
            .db
            .read::<_, Error, _>(async move |tx| store::older(tx, &asked, after, SLICE).await)
            .await?;
        more = rows.len() == SLICE;
        after = rows.last().map(|row| row.id);
        count += rows.len();
        for row in &rows {
            sheet.row(&cells(&chrome, &room, row))?;
        }
        tokio::task::yield_now().await;
    }
    if more && after.is_some() {
        let said = l.t1("audit-sheet-capped", "count", SHEET_ROWS as i64);
        sheet.row(&[said])?;
    }
    let bytes = tokio::task::spawn_blocking(move || sheet.finish())
        .await
        .map_err(|error| Failure::Internal(error.to_string().into()))??;
    let by = By::visitor(&site, &visitor);
    site.db
        .write::<_, Error, _>(async move |tx| {
            let act = Act::at_large("audit.exported", "audit", "");
            crate::record(tx, &by, act.change("count", "", &count.to_string())).await
        })
        .await?;
    Ok(attachment(&format!("{title}.xlsx"), XLSX, bytes))
}

fn cells(chrome: &Chrome, room: &Room, row: &EntryRow) -> [String; 11] {
    let l = chrome.l;
    let changes = row.changes();
    let changes = changes
        .iter()
        .map(|change| words::change(l, change, &|field, text| room.value(l, field, text)));
    [
        oqu_text::format::date_time(l.language(), chrome.local(&row.at)),
        words::act(l, &row.act),
        words::kind(l, &row.object_kind),
        row.object_name.clone(),
        row.who.clone(),
        words::role(l, &row.role),
        row.ground.clone(),
        changes.collect::<Vec<_>>().join("; "),
        row.origin.clone(),
        row.request.clone(),
        row.id.to_string(),
    ]
}

/// `GET /audit/heads.jsonl`: the chain of heads, to be kept where nobody here can reach it.
pub(super) async fn heads(Extension(room): Extension<Room>) -> Outcome {
    let path = room.heads_path();
    let file = match tokio::fs::File::open(&path).await {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        opened => Some(opened.map_err(|error| crate::Error::file(&path, &error))?),
    };
    let chunks = futures_util::stream::unfold(file, |file| async move {
        let mut file = file?;
        let mut chunk = vec![0; CHUNK];
        match file.read(&mut chunk).await {
            Ok(0) => None,
            Ok(read) => {
                chunk.truncate(read);
                Some((Ok(Bytes::from(chunk)), Some(file)))
            }
            Err(error) => Some((Err(error), None)),
        }
    });
    let mut response = Body::from_stream(chunks).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/jsonl; charset=utf-8"),
    );
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"audit-heads.jsonl\""),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    Ok(response)
}
