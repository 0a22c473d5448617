# The checks of the program: what was found and what to do. oqu doctor and the system page say the same.

doctor-machine = { $text }
doctor-not-yet = { $path } is not there yet
doctor-owner-only = { $path } is for its owner only
doctor-made-by-serve = oqu serve makes it.
doctor-settings-found = data { $data }, database { $database }
doctor-settings-todo = Put the setting right.
doctor-data-open = other users of the machine may look into { $path } ({ $rights })
doctor-data-todo = oqu serve makes it; name another by --data.
doctor-key-open = others may read { $path } ({ $rights })
doctor-keys-todo = oqu serve makes it; after a restore put the old one back to go on with it.
doctor-disk-unknown = its room cannot be told
doctor-disk-free = { $megabytes } MB free
doctor-disk-full-todo = Make room: nothing can be saved on a full disk.
doctor-disk-little-todo = Make room soon.
doctor-clock-behind = the clock of the machine is years behind
doctor-clock-behind-todo = Set it, and let NTP keep it.
doctor-clock-here = here it is { $time }
doctor-clock-zone-todo = All Kazakhstan is UTC+5 since 1 March 2024; the setting zone says otherwise.
doctor-address-found = listens on { $listen }, known as { $url }
doctor-address-proxy-todo = Let the proxy speak HTTPS and set public_url to https://…
doctor-address-open-todo = Passwords travel in the open: put a proxy with HTTPS before Oqu and set public_url to https://…
doctor-clamd-answers = { $clamd } answers
doctor-clamd-silent = { $clamd } does not answer: { $why }
doctor-clamd-accept-todo = Files are taken unscanned until it does.
doctor-clamd-refuse-todo = Start it, or no file can be brought (setting clamd).
doctor-ulimit-none = open files without limit
doctor-ulimit-todo = Allow 65536: LimitNOFILE in the systemd unit, or ulimit -n.
doctor-backup-none = no backup of this folder is known
doctor-backup-todo = Choose an hour for a daily backup on the page /administration/backups, or repeat oqu backup FILE every day.
doctor-database-none = there is none at { $path } yet
doctor-database-todo = Look into its log.
doctor-file-whole = the database is whole
doctor-file-todo = Stop Oqu and restore the last backup into a new folder: oqu restore FILE --data NEW
doctor-migrations-taken = all are taken
doctor-migrations-todo = Make a backup, then oqu migrate or oqu serve.
doctor-sealer-ok = no entry of the audit waits to be sealed
doctor-sealer-lag = the last entries of the audit wait { $seconds } s to be sealed
doctor-sealer-todo = They are sealed while Oqu serves; when it does, look into its log.
doctor-sealer-strange = the log was sealed by a key that this node does not trust: { $key }
doctor-sealer-strange-todo = Copy the folder keys of another node (docs/nodes.md). If the key is lost for good, write it into keys/former.pub.
doctor-heads-none = none yet
doctor-heads-none-todo = It is written when the first entry of the audit is sealed.
doctor-heads-odd = its last line is no head
doctor-heads-agree = the database agrees at batch { $number }
doctor-heads-differ = the database does not have the head of batch { $number }: it was set back, cut off or changed
doctor-heads-todo = Run oqu audit verify.
doctor-secrets-none = there are no sealed secrets yet
doctor-secrets-todo = Put secrets.key of before back; otherwise take the second step of these people away: oqu user reset LOGIN --factors
doctor-jobs-none = no job waits for a decision
doctor-jobs-todo = Begin them again or give them up on the page of background jobs under Administration.
doctor-files-whole = { $count } in { $store }, { $megabytes } MB, of which { $read } MB were read
doctor-files-broken = { $missing } missing and { $damaged } damaged of { $count } in { $store }, such as { $names }
doctor-files-todo = Put them back from a backup: each lies in it under files/ by this name.
doctor-files-place-todo = Look whether the setting files is right and the place can be read.
doctor-store-answers = { $store } answers
doctor-store-silent = { $store } does not answer: { $why }
doctor-store-todo = Look whether the store runs, whether s3_endpoint, s3_key and the secret are right, and whether the key may read, write, delete and list.
doctor-mail-none = no mail server is set: password recovery and invitations wait in the outbox
doctor-mail-none-todo = Set mail = "smtps://USER:PASSWORD@HOST:465" in oqu.toml.
doctor-mail-found = { $server }, in the name of { $from }
doctor-mail-refused = { $server }, in the name of { $from }: { $why }
doctor-mail-refused-todo = Look at host, port, name and password of the setting mail, and at the firewall.
doctor-mail-url-todo = Links in mails lead to http://localhost: set public_url to the address that people type.
doctor-mail-from-todo = Set mail_from to an address that your mail server lets Oqu use.
doctor-state-ok = in order
doctor-state-attention = notice
doctor-state-fail = failed
doctor-name-settings = Settings
doctor-name-data = Data folder
doctor-name-keys = Key of the log
doctor-name-disk = Disk
doctor-name-clock = Clock
doctor-name-address = Address
doctor-name-ulimit = Limit of open files
doctor-name-backup = Backup
doctor-name-clamd = Virus scanner
doctor-name-database = Database
doctor-name-migrations = Changes of the database
doctor-name-sealer = Sealing of the log
doctor-name-heads = Chain of the log
doctor-name-secrets = Key of secrets
doctor-name-jobs = Background jobs
doctor-name-file = Database file
doctor-name-mail = Mail server
doctor-name-files = Files that people brought
doctor-name-store = Store of files

doctor-ulimit-found = { $count ->
    [one] { $count } open file at most
   *[other] { $count } open files at most
}
doctor-backup-days = { $count ->
    [one] the last was made { $count } day ago
   *[other] the last was made { $count } days ago
}
doctor-backup-failed = { $count ->
    [one] the last one failed, the last whole one was made { $count } day ago
   *[other] the last one failed, the last whole one was made { $count } days ago
}
doctor-migrations-wait = { $count ->
    [one] { $count } is not taken yet
   *[other] { $count } are not taken yet
}
doctor-secrets-lost = { $count ->
    [one] { $path } is not there, and { $count } secret is sealed by it: codes of apps are not taken
   *[other] { $path } is not there, and { $count } secrets are sealed by it: codes of apps are not taken
}
doctor-jobs-dead = { $count ->
    [one] { $count } job waits for a decision
   *[other] { $count } jobs wait for a decision
}
