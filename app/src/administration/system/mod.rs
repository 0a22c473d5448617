//! How the program stands on this node: versions, rows, files, disk, queue, slow statements,
//! migrations, the last backup, and what the doctor found.

mod load;
pub(super) mod pages;
