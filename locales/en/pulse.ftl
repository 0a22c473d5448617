# Pages that programs ask for: whether it lives, whether it is ready, how it does.

pulse-database = the database does not answer
pulse-disk = the disk is nearly full, saving may fail
pulse-migrations = { $count ->
    [one] { $count } change is not made to the database yet
   *[other] { $count } changes are not made to the database yet
}
pulse-metrics-refused = The figures are given to programs of this machine, or to those who show the token: Authorization: Bearer (setting metrics_token, docs/monitoring.md)
