# Register
document-title = Issued documents
document-about = The register of documents that the organisation has issued
document-filters = Filter documents
document-search = Name or number of a document
document-any-kind = Any kind
document-any-state = Any state
document-state = State
document-valid = Valid
document-revoked = Revoked
document-from = From
document-until = Until
document-date-example = For example: 20.11.2026
document-date-form = Write the date as 20.11.2026
document-date-year = Write the year with four digits
document-date-day = There is no such day in the calendar
document-date-range = Write a date between 1900 and 2199
document-date-order = The last day cannot be before the first
document-caption = Issued documents, the newest first
document-number = Number
document-number-of = No. { $number }
document-issued = Issued on
document-issued-by = Issued by
document-issuer = Organisation
document-found =
    { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }
document-found-many = More than { $count } documents. Narrow the search.
document-none = Issued documents will stand here
document-none-text = A certificate is issued from the page of a learner.
document-none-found = No such document
document-none-found-text = Check the spelling or drop the filters.
document-language-kk = Kazakh
document-language-ru = Russian
document-language-en = English

# One document
document-facts = Details
document-check = Check
document-check-about = Anybody can check by this code whether the document is genuine.
document-revoked-by = Revoked: { $who }, { $when }
document-no-file = Document No. { $name } is revoked, it has no file any more.
document-revoke = Revoke
document-revoke-title = Revoke a document
document-revoke-text = { $kind } No. { $number }, { $name }. This cannot be taken back.
document-revoke-loss-check = The checking page will say that the document is revoked
document-revoke-loss-file = The file of the document can no longer be downloaded
document-revoke-keeps = The document stays in the register and in the log.
document-revoke-ground-help = For example: an error in the data, replaced by No. 2026-00013
document-revoke-ground-missing = Write the ground of the revocation
document-revoked-done = Document No. { $name } is revoked.

# Mine
document-mine = My documents
document-mine-about = Documents issued about you
document-mine-none = Your documents will stand here
document-mine-none-text = You can download an issued certificate again at any time.
document-order = Get: { $kind }

# On paper
document-check-alt = QR code to check the document: { $address }
document-check-caption = Whether the document is genuine can be checked by the QR code, or by the code on the page:
document-check-label = Code:
document-check-note = The document was made by an information system. A document that is not in the register or is revoked is not valid.

# Check
verify-title = Check a document
verify-about = Learn whether a document of the organisation is genuine and in force
verify-by-code = Check by the code
verify-code = Code on the document
verify-code-help = Twelve characters beside the QR code. Dashes and capital letters do not matter.
verify-do = Check
verify-no-code = Write the code as on the document: twelve characters
verify-unknown = No document was issued with this code. Check the code; if it is right, the document is forged.
verify-by-file = Check by the file
verify-file = PDF file
verify-file-help = Up to 20 MB. The file is not kept, it is only compared with issued documents.
verify-file-do = Compare
verify-file-missing = Choose a file
verify-file-same = The file is the same as document No. { $name }: it was not changed.
verify-file-unknown = No such file was issued: it was changed or made elsewhere. Check a paper document by its code.
verify-found = The document is in the register
verify-valid = The document is valid.
verify-valid-text = It was issued by the organisation named below and is not revoked.
verify-revoked = The document is revoked.
verify-revoked-text = Date of revocation: { $date }.
verify-states = What the register says
verify-compare = Compare this with the document in your hands.
verify-another = Check another document

# Audit
act-document-issued = Document issued
act-document-revoked = Document revoked
kind-document = Document
field-document-kind = Kind
field-document-subject = About
field-document-language = Language
