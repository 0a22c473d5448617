//! What people and programs throw at forms: no answer is an error of ours, nothing typed is lost,
//! nothing typed becomes HTML, and what was refused left no trace.

mod bodies;
mod calm;
mod choices;
mod target;
mod texts;

use bodies::{
    an_empty_form_is_a_form_with_problems, bodies_that_end_early_or_never_end,
    bytes_that_are_no_text_are_no_error_of_ours, forms_of_thousands_of_fields_and_nested_names,
    other_kinds_of_content_are_refused,
};
use choices::{choices_that_were_not_offered, hostile_filters_of_lists};
use texts::{
    a_megabyte_in_every_field_comes_back, each_field_alone_is_hostile,
    hostile_texts_come_back_or_are_kept_as_texts, nothing_invisible_was_kept,
};

use crate::stories;

stories!(
    hostile_texts_come_back_or_are_kept_as_texts,
    each_field_alone_is_hostile,
    a_megabyte_in_every_field_comes_back,
    bytes_that_are_no_text_are_no_error_of_ours,
    forms_of_thousands_of_fields_and_nested_names,
    an_empty_form_is_a_form_with_problems,
    other_kinds_of_content_are_refused,
    bodies_that_end_early_or_never_end,
    choices_that_were_not_offered,
    hostile_filters_of_lists,
    nothing_invisible_was_kept,
);
