use oqu_db::{Query, Result, Tx};
use oqu_kernel::{Id, Moment};

use crate::mail::{Letter, SEARCH, SECRET};
use crate::send::Outcome;

/// Rows of a page of the list.
pub(crate) const PAGE: usize = 50;
/// Beyond this, a count says "more than".
pub(crate) const COUNTED: i64 = 1_000;
/// The newest matches of words that are looked at.
const MATCHES: usize = 5_000;

/// How a mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// To be sent, or tried again.
    Waiting,
    /// A server took it.
    Sent,
    /// A server does not take it.
    Refused,
    /// Tried often enough, or too late.
    GivenUp,
}

impl State {
    /// In the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Sent, Self::Refused, Self::GivenUp];

    /// The word in a row.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::GivenUp => "given-up",
        }
    }

    /// The state with this word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

oqu_db::row! {
    /// A mail as a row.
    #[derive(Clone, Debug)]
    pub(crate) struct MailRow {
        pub number: i64,
        pub id: Id<Letter>,
        pub purpose: String,
        pub to_address: String,
        pub to_name: String,
        pub from_name: String,
        pub language: String,
        pub subject: String,
        html: String,
        body: String,
        secret: Option<String>,
        pub message_id: Option<String>,
        pub created_at: Moment,
        pub ends_at: Option<Moment>,
        state: String,
        pub state_at: Moment,
        pub tries: i64,
        pub answer: String,
    }
}

oqu_db::row! {
    /// A mail in the list.
    #[derive(Clone, Debug)]
    pub(crate) struct ListRow {
        pub number: i64,
        pub id: Id<Letter>,
        pub purpose: String,
        pub to_address: String,
        pub to_name: String,
        pub subject: String,
        pub created_at: Moment,
        state: String,
        pub tries: i64,
        pub answer: String,
    }
}

/// A mail that is about to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Ready {
    pub id: Id<Letter>,
    pub to_address: String,
    pub to_name: String,
    pub from_name: String,
    pub language: String,
    pub subject: String,
    pub message_id: String,
    pub created_at: Moment,
    /// Which try this is, from 1.
    pub tries: i64,
    html: String,
    body: String,
    secret: String,
}

impl Ready {
    /// The page with the secret in its place.
    pub(crate) fn html(&self) -> String {
        self.html.replace(SECRET, &self.secret)
    }

    /// The text with the secret in its place.
    pub(crate) fn text(&self) -> String {
        self.body.replace(SECRET, &self.secret)
    }
}

/// What stands where a secret is not shown.
const MASK: &str = "••••••••";

impl MailRow {
    /// How it stands.
    pub(crate) fn state(&self) -> State {
        State::of(&self.state).unwrap_or(State::GivenUp)
    }

    /// Whether a link in it opens something.
    pub(crate) fn has_link(&self) -> bool {
        self.html.contains(SECRET)
    }

    /// The secret, as long as it is needed to send the mail.
    fn shown(&self, open: bool) -> &str {
        match &self.secret {
            Some(secret) if open => secret,
            _ => MASK,
        }
    }

    /// The page; with the secret of its link only when it is `open`.
    pub(crate) fn html(&self, open: bool) -> String {
        self.html.replace(SECRET, self.shown(open))
    }

    /// The text, in the same way.
    pub(crate) fn text(&self, open: bool) -> String {
        self.body.replace(SECRET, self.shown(open))
    }
}

impl ListRow {
    /// How it stands.
    pub(crate) fn state(&self) -> State {
        State::of(&self.state).unwrap_or(State::GivenUp)
    }
}

macro_rules! columns {
    () => {
        "number, id, purpose, to_address, to_name, from_name, language, subject, html, body, secret, message_id, \
         created_at, ends_at, state, state_at, tries, answer"
    };
}

oqu_db::statements! {
    BY_ID = concat!("SELECT ", columns!(), " FROM mails WHERE id = $1");
    TRY = "UPDATE mails SET tries = tries + 1, message_id = coalesce(message_id, $1), state_at = $2 \
        WHERE id = $3 AND state = 'waiting'";
    END = "UPDATE mails SET state = $1, state_at = $2, answer = $3 WHERE id = $4 AND state = 'waiting'";
    FORGET_SECRET = "UPDATE mails SET secret = NULL WHERE id = $1";
    MET = "UPDATE mails SET answer = $1 WHERE id = $2 AND state = 'waiting'";
    AGAIN = "UPDATE mails SET state = 'waiting', state_at = $1, tries = 0 WHERE id = $2 AND state IN ('refused', 'given-up')";
    BY_STATE = "SELECT state, CAST(count(*) AS BIGINT) FROM mails GROUP BY state";
    ALL_FOR_SEARCH = "SELECT number, to_address, to_name, subject FROM mails WHERE number > $1 ORDER BY number LIMIT 1000";
    WAITING = "SELECT id FROM mails WHERE state = 'waiting' ORDER BY number LIMIT 1000";
    FORGET_ENDED = "UPDATE mails SET secret = NULL WHERE secret IS NOT NULL AND ends_at <= $1";
    OLD = "SELECT number FROM mails WHERE created_at < $1 AND state <> 'waiting' ORDER BY created_at LIMIT 500";
    REMOVE = "DELETE FROM mails WHERE number = $1";
}

/// One mail.
pub(crate) async fn mail(tx: &mut Tx, id: Id<Letter>) -> Result<Option<MailRow>> {
    tx.maybe(&BY_ID, &[id.into()]).await
}

/// Begins a try: counts it, and fixes the mark of the mail before any server sees it. Nothing when
/// the mail does not wait, or is of no use any more; that is noted.
pub(crate) async fn begin(
    tx: &mut Tx,
    id: Id<Letter>,
    now: Moment,
    message_id: &str,
) -> Result<Option<Ready>> {
    let Some(row) = mail(tx, id).await? else {
        return Ok(None);
    };
    if row.state() != State::Waiting {
        return Ok(None);
    }
    if row.ends_at.is_some_and(|end| end <= now) {
        give_up(tx, id, now, "too late").await?;
        return Ok(None);
    }
    tx.run(&TRY, &[message_id.into(), now.into(), id.into()])
        .await?;
    Ok(Some(Ready {
        id,
        to_address: row.to_address,
        to_name: row.to_name,
        from_name: row.from_name,
        language: row.language,
        subject: row.subject,
        message_id: row.message_id.unwrap_or_else(|| message_id.to_owned()),
        created_at: row.created_at,
        tries: row.tries + 1,
        html: row.html,
        body: row.body,
        secret: row.secret.unwrap_or_default(),
    }))
}

/// Notes how a try ended. What was sent needs its secret no more.
pub(crate) async fn end(tx: &mut Tx, id: Id<Letter>, now: Moment, outcome: &Outcome) -> Result<()> {
    let (state, answer) = match outcome {
        Outcome::Later(met) => {
            tx.run(&MET, &[met.into(), id.into()]).await?;
            return Ok(());
        }
        Outcome::Sent(answer) => (State::Sent, answer),
        Outcome::Refused(answer) => (State::Refused, answer),
    };
    let values = [state.word().into(), now.into(), answer.into(), id.into()];
    tx.run(&END, &values).await?;
    if state == State::Sent {
        tx.run(&FORGET_SECRET, &[id.into()]).await?;
    }
    Ok(())
}

/// Tried often enough, or too late; what was met stays.
pub(crate) async fn give_up(tx: &mut Tx, id: Id<Letter>, now: Moment, met: &str) -> Result<()> {
    let values = [
        State::GivenUp.word().into(),
        now.into(),
        met.into(),
        id.into(),
    ];
    tx.run(&END, &values).await?;
    Ok(())
}

/// Lets a mail that was refused or given up wait again; false when it is neither.
pub(crate) async fn again(tx: &mut Tx, id: Id<Letter>, now: Moment) -> Result<bool> {
    Ok(tx.run(&AGAIN, &[now.into(), id.into()]).await? > 0)
}

/// The mails that wait, the oldest first, at most a thousand.
pub(crate) async fn waiting(tx: &mut Tx) -> Result<Vec<Id<Letter>>> {
    tx.all(&WAITING, &[]).await
}

/// How many mails there are in each state.
pub(crate) async fn by_state(tx: &mut Tx) -> Result<Vec<(String, i64)>> {
    tx.all(&BY_STATE, &[]).await
}

/// How mail stands as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Mails that are still to be sent.
    pub waiting: i64,
    /// Mails that no server took, or that were tried often enough.
    pub failed: i64,
}

/// How mail stands as a whole. One statement.
///
/// # Errors
/// The database's failure.
pub async fn standing(tx: &mut Tx) -> Result<Standing> {
    let by_state = by_state(tx).await?;
    let count = |state: State| -> i64 {
        let of_state = by_state.iter().filter(|(word, _)| word == state.word());
        of_state.map(|(_, count)| *count).sum()
    };
    Ok(Standing {
        waiting: count(State::Waiting),
        failed: count(State::Refused) + count(State::GivenUp),
    })
}

/// What a list is narrowed to, and where its page begins.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listing {
    pub words: String,
    pub state: Option<State>,
    pub purpose: Option<String>,
    /// Older than this number, or newer.
    pub after: Option<i64>,
    pub before: Option<i64>,
}

/// One page of mails, newest first.
pub(crate) struct MailPage {
    pub rows: Vec<ListRow>,
    pub newer: bool,
    pub older: bool,
}

fn narrowed(mut query: Query, listing: &Listing) -> Query {
    if let Some(state) = listing.state {
        query = query.push(" AND state = ").bind(state.word());
    }
    if let Some(purpose) = &listing.purpose {
        query = query.push(" AND purpose = ").bind(purpose);
    }
    let words = oqu_text::search::query(&listing.words);
    if !words.is_empty() {
        query = query
            .push(" AND number IN (")
            .matching_newest(SEARCH, &words, MATCHES)
            .push(")");
    }
    query
}

/// One page of a listing.
pub(crate) async fn page(tx: &mut Tx, listing: &Listing) -> Result<MailPage> {
    let query = Query::new(
        "SELECT number, id, purpose, to_address, to_name, subject, created_at, state, tries, answer \
         FROM mails WHERE 1 = 1",
    );
    let mut query = narrowed(query, listing);
    let backwards = listing.before.is_some();
    if let Some(mark) = listing.before {
        query = query.push(" AND number > ").bind(mark);
    } else if let Some(mark) = listing.after {
        query = query.push(" AND number < ").bind(mark);
    }
    let direction = if backwards { "ASC" } else { "DESC" };
    let limit = PAGE + 1;
    let query = query.push(&format!(" ORDER BY number {direction} LIMIT {limit}"));
    let mut rows: Vec<ListRow> = tx.list(&query).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    if backwards {
        rows.reverse();
    }
    Ok(MailPage {
        rows,
        newer: if backwards {
            more
        } else {
            listing.after.is_some()
        },
        older: if backwards { true } else { more },
    })
}

/// How many mails a listing has; at most one more than [`COUNTED`].
pub(crate) async fn count(tx: &mut Tx, listing: &Listing) -> Result<i64> {
    let inner =
        Query::new("SELECT CAST(count(*) AS BIGINT) FROM (SELECT 1 AS one FROM mails WHERE 1 = 1");
    let query = narrowed(inner, listing).push(&format!(" LIMIT {}) AS counted", COUNTED + 1));
    let counts: Vec<i64> = tx.list(&query).await?;
    Ok(counts.first().copied().unwrap_or_default())
}

/// Forgets secrets that open nothing any more, and mails that ended before `old`; true when there
/// may be more.
pub(crate) async fn tidy(tx: &mut Tx, now: Moment, old: Moment) -> Result<bool> {
    tx.run(&FORGET_ENDED, &[now.into()]).await?;
    let numbers: Vec<i64> = tx.all(&OLD, &[old.into()]).await?;
    for number in &numbers {
        SEARCH.remove(tx, *number).await?;
        tx.run(&REMOVE, &[(*number).into()]).await?;
    }
    Ok(!numbers.is_empty())
}

/// Makes the words of all mails again, after a restore.
///
/// # Errors
/// The database's failure.
pub async fn rebuild_search(tx: &mut Tx) -> Result<()> {
    let mut last = 0;
    loop {
        let rows: Vec<(i64, String, String, String)> =
            tx.all(&ALL_FOR_SEARCH, &[last.into()]).await?;
        let Some((end, ..)) = rows.last() else {
            return Ok(());
        };
        last = *end;
        for (number, address, name, subject) in &rows {
            SEARCH
                .put(tx, *number, &format!("{address} {name} {subject}"))
                .await?;
        }
    }
}
