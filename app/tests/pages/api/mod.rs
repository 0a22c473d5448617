//! The public API: programs with tokens, what they read and write, and what they are refused.

mod described;
mod fuzz;
mod hostile;
mod program;
mod reading;
mod tokens;
mod troubles;
mod writing;

use fuzz::requests_by_the_description_are_answered_as_it_says;
use hostile::{
    addresses_that_are_not_there_are_problems, bodies_that_are_no_objects_are_told,
    cookies_open_nothing_and_none_are_set,
};
use reading::{
    a_cursor_that_was_tampered_with_is_told, a_dean_sees_the_own_faculty_only,
    filters_find_and_wrong_ones_are_told, people_come_by_pages, roles_units_and_groups_are_read,
};
use tokens::{
    a_token_is_made_shown_once_and_revoked, a_token_loses_what_its_maker_loses,
    each_act_asks_for_its_reach, too_many_requests_are_told_to_wait,
};
use troubles::{a_cursor_of_another_list_is_told, every_operation_stands_every_trouble};
use writing::{
    a_key_that_comes_again_is_one_act, a_key_that_comes_at_once_is_one_act,
    a_person_is_added_and_changed_by_version, answers_under_keys_are_forgotten,
    roles_are_given_and_ended, units_and_groups_are_added_and_changed, values_are_told_by_field,
};

use crate::stories;

stories!(
    a_token_is_made_shown_once_and_revoked,
    a_token_loses_what_its_maker_loses,
    each_act_asks_for_its_reach,
    too_many_requests_are_told_to_wait,
    people_come_by_pages,
    filters_find_and_wrong_ones_are_told,
    a_cursor_that_was_tampered_with_is_told,
    a_dean_sees_the_own_faculty_only,
    roles_units_and_groups_are_read,
    a_person_is_added_and_changed_by_version,
    values_are_told_by_field,
    roles_are_given_and_ended,
    units_and_groups_are_added_and_changed,
    a_key_that_comes_again_is_one_act,
    a_key_that_comes_at_once_is_one_act,
    answers_under_keys_are_forgotten,
    cookies_open_nothing_and_none_are_set,
    addresses_that_are_not_there_are_problems,
    bodies_that_are_no_objects_are_told,
    a_cursor_of_another_list_is_told,
    requests_by_the_description_are_answered_as_it_says,
    every_operation_stands_every_trouble,
);
