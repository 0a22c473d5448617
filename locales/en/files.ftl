## Files

files-empty = The file is empty
files-too-large = The file is larger than allowed
files-too-many = Too many uploads: finish or cancel those that have begun first
files-kind-unwanted = Files of this kind are not taken here
files-infected = There is a virus in the file; it was not taken
files-unscanned = The file could not be checked for viruses: try again later
files-missing = Choose a file

## Pictures

files-image-none = This is not a picture. Choose a JPEG, PNG, WebP or GIF
files-image-large = The picture has too many pixels: make it smaller, up to 50 megapixels
files-image-broken = The picture is damaged: save it anew or choose another one
files-image-slow = The picture took too long to open: choose a smaller one or another

## Archives

files-archive-broken = The archive is damaged or is not a ZIP
files-archive-large = The archive is too large or packed too tightly
files-archive-paths = The archive holds paths or links that are not allowed
files-archive-locked = The archive is locked by a password: pack it without one

## In the background

job-kind-files-sweep = Remove files that nobody needs
job-schedule-sweep-files = Removal of files that nobody needs
files-trouble-store = The store of files did not answer
