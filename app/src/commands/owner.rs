use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use crate::Failed;

/// Root does not write into somebody else's data folder: the server could not read what root made.
///
/// # Errors
/// Who is to give the command instead.
pub(super) fn must_be_ours(data: &Path) -> Result<(), Failed> {
    let Ok(folder) = data.metadata() else {
        return Ok(());
    };
    if !rustix::process::geteuid().is_root() || folder.uid() == 0 {
        return Ok(());
    }
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let name = name_of(folder.uid(), &users);
    Err(Failed::nothing(format!(
        "{} belongs to {name}; run this as {name}: sudo -u {name} oqu …",
        data.display()
    )))
}

/// A user's name as sudo takes it; the number when the machine knows no name.
fn name_of(id: u32, users: &str) -> String {
    users
        .lines()
        .find_map(|line| {
            let mut fields = line.split(':');
            let name = fields.next()?;
            let known = fields.nth(1)?.parse::<u32>().ok()?;
            (known == id).then(|| name.to_owned())
        })
        .unwrap_or_else(|| format!("'#{id}'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_named_as_the_machine_knows_them() {
        let users =
            "root:x:0:0:root:/root:/bin/bash\noqu:x:998:998::/var/lib/oqu:/usr/sbin/nologin\n";
        assert_eq!(name_of(998, users), "oqu");
        assert_eq!(name_of(1_000, users), "'#1000'");
    }
}
