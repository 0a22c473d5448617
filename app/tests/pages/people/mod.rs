//! People: the day of a registrar, and who sees whom.

mod bulk;
mod consents;
mod import;
mod registrar;
mod sight;

use bulk::{a_group_is_moved_by_one_act, an_act_that_is_not_one_s_own_is_refused};
use consents::{
    a_learner_gives_reads_and_withdraws, a_new_version_is_added_and_nothing_given_changes,
    a_parent_decides_for_a_child_and_nobody_else_does, the_office_notes_a_paper_asks_and_counts,
};
use import::{
    a_list_with_errors_is_corrected_and_confirmed,
    files_that_are_no_lists_are_told_and_forms_without_a_token_are_not_read,
    the_template_and_the_list_come_back_without_change,
};
use registrar::{
    a_person_is_added_with_errors_put_right_and_stands_in_the_audit, a_role_is_given_and_ended,
    kazakh_letters_are_found_as_they_are_typed, pages_lead_forth_and_back,
    the_spreadsheet_opens_and_counts_nothing, two_browsers_change_one_person,
};
use sight::{
    a_dean_sees_the_own_faculty_only, a_learner_sees_the_own_group_only,
    a_parent_sees_the_own_child_only, an_adviser_sees_the_own_learners_only,
    an_iin_is_whole_only_for_those_who_need_it, nobody_learns_here_what_exists,
};

use crate::stories;

stories!(
    a_person_is_added_with_errors_put_right_and_stands_in_the_audit,
    two_browsers_change_one_person,
    an_iin_is_whole_only_for_those_who_need_it,
    kazakh_letters_are_found_as_they_are_typed,
    the_spreadsheet_opens_and_counts_nothing,
    pages_lead_forth_and_back,
    a_role_is_given_and_ended,
    a_learner_sees_the_own_group_only,
    nobody_learns_here_what_exists,
    a_parent_sees_the_own_child_only,
    an_adviser_sees_the_own_learners_only,
    a_dean_sees_the_own_faculty_only,
    a_list_with_errors_is_corrected_and_confirmed,
    files_that_are_no_lists_are_told_and_forms_without_a_token_are_not_read,
    the_template_and_the_list_come_back_without_change,
    a_learner_gives_reads_and_withdraws,
    a_parent_decides_for_a_child_and_nobody_else_does,
    the_office_notes_a_paper_asks_and_counts,
    a_new_version_is_added_and_nothing_given_changes,
    an_act_that_is_not_one_s_own_is_refused,
    a_group_is_moved_by_one_act,
);

/// Right by its check digit and nobody's: an example of a library's documentation.
const IIN: &str = "061211600012";
