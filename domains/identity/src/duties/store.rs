use oqu_audit::{Act, By};
use oqu_db::{Result, Tx};
use oqu_kernel::{Id, Moment, PersonId};

/// Marks ids of duties.
#[derive(Debug)]
pub enum Duty {}

oqu_db::statements! {
    OPEN = "SELECT CAST(count(*) AS BIGINT) FROM password_duties WHERE person = $1 AND ended_at IS NULL";
    BEGIN = "INSERT INTO password_duties (id, person, begun_at, by_person, by_name) VALUES ($1, $2, $3, $4, $5)";
    END = "UPDATE password_duties SET ended_at = $1 WHERE person = $2 AND ended_at IS NULL";
}

/// Whether a person must change the password.
pub async fn stands(tx: &mut Tx, person: PersonId) -> Result<bool> {
    let count: i64 = tx.one(&OPEN, &[person.into()]).await?;
    Ok(count > 0)
}

/// From now on the person must change the password; false when that was so already.
pub async fn begin(tx: &mut Tx, by: &By, person: PersonId, name: &str) -> Result<bool> {
    if stands(tx, person).await? {
        return Ok(false);
    }
    let id = Id::<Duty>::new(by.now, &by.chance);
    let values = [
        id.into(),
        person.into(),
        by.now.into(),
        by.person.into(),
        (&by.name).into(),
    ];
    tx.run(&BEGIN, &values).await?;
    let act = Act::on("person.password-duty", "person", person, name);
    oqu_audit::record(tx, by, act).await?;
    Ok(true)
}

/// The password was changed: the duty is done. Part of that act.
pub async fn end(tx: &mut Tx, person: PersonId, now: Moment) -> Result<()> {
    tx.run(&END, &[now.into(), person.into()]).await?;
    Ok(())
}
