# The portal for everybody.

portal-about = About
portal-about-text = What the portal says of the organisation
portal-units = Units and contacts
portal-units-empty = No units are written yet
portal-units-empty-text = Units will stand here with their heads, telephones and e-mail.

## Fields

field-about-kk = About, in Kazakh
field-about-ru = About, in Russian
field-about-en = About, in English
