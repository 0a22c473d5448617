# Import from a file
import-title = Import people from a file
import-about = The list is checked; nothing is written until you confirm
import-open = Import from a file
import-read = Read the file
import-begun = Latest imports
import-aside = Template and export
import-template = Template
import-template-text = A sheet with the columns ready and explanations on the second sheet. Moodle’s upload_users.csv is read too.
import-template-take = Take the template
import-template-file = people-template
import-export-text = All people of the system in the same form: correct them and bring them back in.
import-export-take = Take the list of people
import-file = The list
import-file-help = XLSX or CSV, up to 20 MB and 50,000 rows
import-file-missing = Choose a file
import-file-empty = The file is empty. Choose one with column headings in the first row and people below
import-file-headings-only = The file has headings and nothing below. Add people and choose it again
import-file-old-excel = This is a file of old Excel or one locked by a password. Open it in Excel and save it as XLSX without a password
import-file-other-kind = This is not a table. Choose an XLSX or CSV file
import-file-bomb = Unpacked, the file is far too large, so it is not read. Copy only the list of people into a new workbook
import-file-damaged = The file is damaged or not whole. Open it in Excel and save it again
import-file-many-rows = The file has more than 50,000 rows. Divide the list into several files
import-file-many-columns = The file has more than 100 columns. Delete those that are not needed and choose it again
import-file-large = The file is larger than 20 MB. Divide the list into several files
import-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
import-state-columns = choosing columns
import-state-preview = waits to be confirmed
import-state-running = being written
import-state-done = written
import-remove = Remove the file
import-removed = The file is removed; nothing was written.
import-note-sheets =
    { $count ->
        [one] The sheet “{ $sheet }” was read; { $count } more sheet was not.
       *[other] The sheet “{ $sheet }” was read; { $count } more sheets were not.
    }
import-note-hidden =
    { $count ->
        [one] { $count } row is hidden in the file: it is read too.
       *[other] { $count } rows are hidden in the file: they are read too.
    }
import-note-passwords = Passwords of the file are not taken: people come without passwords.

# Columns
import-columns-title = Check the columns
import-columns-about = What each column holds was read from its heading. Correct it where it is wrong: for files with the same headings your choice is remembered.
import-columns-heading = Heading in the file
import-columns-examples = Examples
import-columns-holds = What it holds
import-columns-no-heading = no heading
import-columns-choose = What the column “{ $heading }” holds
import-columns-go = Check the rows
import-columns-again = Back to the columns
import-columns-no-name = Show the columns with surname and given name (or one with the full name)
import-columns-twice = “{ $column }” is chosen for two columns. Leave one
import-column-nothing = Not taken
import-column-full-name = Full name
import-column-group = Group
import-column-number = Number in Oqu
import-column = Column

# Preview
import-preview-title = What will come of it
import-preview-about = Nothing is written yet
import-counts = Numbers of rows
import-filter = Filter rows
import-all = All
import-told = Remarks
import-kind-new = New
import-kind-changed = Changed
import-kind-same = Unchanged
import-kind-undecided = To decide
import-kind-wrong = With errors
import-kind-wrong-note = to be put right
import-kind-undecided-note = the same person?
import-row = Row
import-becomes = Becomes
import-remarks = Remarks
import-changes = Changes: { $fields }
import-same = The same
import-other = Somebody else
import-all-same = All are the same people
import-all-other = All are other people
import-none = No such rows
import-none-text = Choose another filter.
import-idle = There is nothing to write: all people are written so already, or rows are to be put right.
import-left-out =
    { $count ->
        [one] { $count } row will be left out: put it right or answer the question; the file may be brought again.
       *[other] { $count } rows will be left out: put them right or answer the questions; the file may be brought again.
    }
import-confirm =
    { $count ->
        [one] Write { $count } person
       *[other] Write { $count } people
    }
import-problems-take = Take the remarks
import-replace = Corrected file
import-replace-text = Put the file right on your computer and send it in place of this one. With the same headings the columns are not asked again.
import-replace-do = Replace the file
import-problems = Remarks
import-problems-file = remarks
import-problem = Kind
import-problem-wrong = error
import-problem-told = remark
import-what-to-do = What to do

# Outcome
import-running-title = People are being written
import-running-about = You may close the page: the work goes on
import-written-title = Outcome of the import
import-to-people = To the people
import-outcome = Outcome
import-outcomes = Outcome
import-outcomes-file = import-outcome
import-outcome-added = Added
import-outcome-changed = Changed
import-outcome-same = Unchanged
import-outcome-skipped = Left out
import-outcome-failed = Not written

# Cells and rows
import-cell-formula = The formula has no value. Open the file in Excel and save it
import-cell-error = The cell holds an error such as #N/A. Write the value
import-cell-long = The text is too long. Check that the quotes are closed
import-group-unknown = There is no open group “{ $code }”. Check the code, or open the group first
import-group-without-role = A group goes with a learner, adviser or tutor only. Check the role
import-number-unknown = There is nobody with this number. Clear the cell or check the number
import-role-unknown = There is no role “{ $role }”. The template’s explanations list them
import-role-forbidden = Only an administrator gives the role “{ $role }”. Clear the cell or hand the file to an administrator
import-iin-restored = Zeros at the beginning of the IIN were put back: { $iin }. Compare it with the document
import-iin-shortened = The spreadsheet shortened the IIN (6.12E+10). Make the column text and write the IIN again
import-iin-differs = The IIN does not seem to fit the date of birth or the sex. This may be no mistake: compare it with the document
import-date-number = The number was read as a date: { $date }
import-full-name-short = Write both surname and given name
import-sex-wrong = Write the sex as “male” or “female”
import-row-administrator = This is an administrator, whose record only an administrator changes
import-row-of-another = Another person has this value: { $name }. Check the row
import-row-other-name = This value belongs to { $name }: neither surname nor given name is the same
import-row-other-iin = A person with another IIN has this value: { $name }. Check the IIN
import-row-several-alike = Several people have this name and date of birth. Write the IIN
import-row-double = This person stands in row { $row } already. Delete one of the rows
import-row-undecided = There is such a person; it was not decided whether it is the same

# Explanations of the template
import-sheet-people = People
import-sheet-explanations = Explanations
import-sheet-column = Column
import-sheet-needed = Needed
import-sheet-help = How to fill it in
import-sheet-yes = yes
import-help-full-name = Surname, given name and patronymic if any, between spaces
import-help-surname = As in the document
import-help-given = As in the document
import-help-patronymic = Leave empty when the document has none
import-help-iin = 12 digits. A foreigner may have none. The person is known again by it
import-help-birth-date = Day, month, year: 11.12.2006
import-help-sex = male or female
import-help-citizenship = Name of the country or its code of two letters: Kazakhstan, KZ. Empty is Kazakhstan
import-help-email = a.akhmetova@example.kz. No two people have the same
import-help-phone = +7 701 234 56 78; a foreign number begins with + too
import-help-login = Latin letters, digits, dot, hyphen; 3–40 characters
import-help-external-number = The number in another system. The person is known again by it
import-help-languages = Between commas: Kazakh, Russian, English
import-help-special-needs = What is to be arranged for study. Only those who may see it do
import-help-role = Name of the role: learner. Several between semicolons: “tutor: ИС-22; teacher”. Only an administrator gives roles other than learner
import-help-group = The code of an open group: ИС-22. When the role is empty, the person becomes a learner of it
import-help-number = The number here, as a list that was taken out has it. Leave empty for a new person

# Log and jobs
kind-import = Imported file
act-people-imported = People imported from a file
field-import-added = Added
field-import-changed = Changed
field-import-same = Unchanged
field-import-failed = Not written
field-import-skipped = Left out
job-kind-people-import = Import of people from a file
job-kind-people-forget-imports = Removal of old import files
job-schedule-forget-imports = Removal of old import files
