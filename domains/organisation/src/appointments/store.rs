use oqu_audit::{Act, By, record};
use oqu_db::{Error, FromRow, Query, Result, Row, Tx, Value};
use oqu_kernel::PersonId;
use oqu_text::Language;
use oqu_text::format::hundredths;

use super::rules::{AppointmentId, AppointmentRow, Order, Taken, Term};
use crate::dates;
use crate::posts::rules::{POST, PostId, PostRow};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, post, person, rate, from_day, until_day, order_number, order_day, \
             end_number, end_day, ended_at FROM appointments ",
            $rest
        )
    };
}

oqu_db::statements! {
    ONE = select!("WHERE id = $1");
    OF_POST = select!("WHERE post = $1 ORDER BY from_day, number");
    OF_PERSON = select!("WHERE person = $1 ORDER BY from_day DESC, number DESC");
    LASTING = "SELECT count(*) FROM appointments WHERE post = $1 AND (until_day = '' OR until_day >= $2)";
    INSERT = "INSERT INTO appointments \
        (post, person, rate, from_day, until_day, order_number, order_day, end_number, end_day, id) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, '', '', $8)";
    END = "UPDATE appointments SET until_day = $1, end_number = $2, end_day = $3, ended_at = $4 WHERE id = $5";
}

impl FromRow for AppointmentRow {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.next()?,
            post: row.next()?,
            person: row.next()?,
            rate: row.next()?,
            term: Term {
                from: {
                    let day: String = row.next()?;
                    dates::of_row(&day).ok_or_else(|| Error::Shape(format!("not a day: {day}")))?
                },
                until: dates::of_row(&row.next::<String>()?),
            },
            order: order(row)?,
            end: order(row)?,
            ended_at: row.next()?,
        })
    }
}

fn order(row: &mut Row<'_>) -> Result<Order> {
    Ok(Order {
        number: row.next()?,
        date: dates::of_row(&row.next::<String>()?),
    })
}

/// One appointment.
pub(crate) async fn appointment(tx: &mut Tx, id: AppointmentId) -> Result<Option<AppointmentRow>> {
    tx.maybe(&ONE, &[id.into()]).await
}

/// All of a post, those that are over too, the earliest first.
pub(crate) async fn of_post(tx: &mut Tx, post: PostId) -> Result<Vec<AppointmentRow>> {
    tx.all(&OF_POST, &[post.into()]).await
}

/// All of a person, those that are over too, the latest first.
pub(crate) async fn of_person(tx: &mut Tx, person: PersonId) -> Result<Vec<AppointmentRow>> {
    tx.all(&OF_PERSON, &[person.into()]).await
}

/// Those in some posts on a day (ISO), the earliest first. One statement.
pub(crate) async fn on_day(
    tx: &mut Tx,
    posts: &[PostId],
    day: &str,
) -> Result<Vec<AppointmentRow>> {
    let query = Query::new(select!("WHERE post IN ("))
        .bind_all(posts.iter().copied())
        .push(") AND from_day <= ")
        .bind(day)
        .push(" AND (until_day = '' OR until_day >= ")
        .bind(day)
        .push(") ORDER BY from_day, number");
    tx.list(&query).await
}

/// How many are in a post on a day (ISO) or coming into it.
pub(crate) async fn lasting(tx: &mut Tx, post: PostId, day: &str) -> Result<i64> {
    tx.one(&LASTING, &[post.into(), day.into()]).await
}

/// What appointments take.
pub(crate) fn taken(appointments: &[AppointmentRow]) -> Vec<Taken> {
    appointments
        .iter()
        .map(|appointment| Taken {
            person: appointment.person,
            post: appointment.post,
            term: appointment.term,
            rate: appointment.rate,
        })
        .collect()
}

/// Appoints a person, called so, to a loaded post.
pub(crate) async fn add(
    tx: &mut Tx,
    by: &By,
    (id, post): (AppointmentId, &PostRow),
    (new, name): (&Taken, &str),
    order: &Order,
) -> Result<()> {
    let values: [Value; 8] = [
        new.post.into(),
        new.person.into(),
        new.rate.into(),
        dates::in_row(Some(new.term.from)).into(),
        dates::in_row(new.term.until).into(),
        (&order.number).into(),
        dates::in_row(order.date).into(),
        id.into(),
    ];
    tx.run(&INSERT, &values).await?;
    let title = post.details.title.of(Language::Kk);
    let act = Act::on("post.filled", POST, post.id, title)
        .ground(&order.ground())
        .change("appointee", "", name)
        .change("appointment-rate", "", &hundredths(Language::Kk, new.rate))
        .change("appointment-from", "", &dates::in_row(Some(new.term.from)))
        .change("appointment-until", "", &dates::in_row(new.term.until));
    record(tx, by, act).await?;
    Ok(())
}

/// Ends a loaded appointment of a person, called so, with a last day.
pub(crate) async fn end(
    tx: &mut Tx,
    by: &By,
    (appointment, post): (&AppointmentRow, &PostRow),
    name: &str,
    (until, order): (jiff::civil::Date, &Order),
) -> Result<()> {
    let values: [Value; 5] = [
        dates::in_row(Some(until)).into(),
        (&order.number).into(),
        dates::in_row(order.date).into(),
        by.now.into(),
        appointment.id.into(),
    ];
    tx.run(&END, &values).await?;
    let title = post.details.title.of(Language::Kk);
    let act = Act::on("post.left", POST, post.id, title)
        .ground(&order.ground())
        .change("appointee", name, "")
        .change(
            "appointment-until",
            &dates::in_row(appointment.term.until),
            &dates::in_row(Some(until)),
        );
    record(tx, by, act).await?;
    Ok(())
}
