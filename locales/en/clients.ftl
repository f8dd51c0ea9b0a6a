# The list of clients.

clients-title = Clients
clients-search = Find a code
clients-new = New client
clients-empty = There are no clients on this phone yet.
clients-empty-hint = Add the first one, or sync to receive your caseload.
clients-none-found = Nobody matches “{ $search }”.
clients-none-found-hint = Check the card. The client may be in a caseload that this phone does not hold.
clients-count = { $count ->
    [0] No clients
    [one] { $count } client
   *[other] { $count } clients
}
clients-shown = { $shown } of { $total } shown
clients-more = Show more
clients-filter = Who is shown
clients-filter-all = Everybody
clients-filter-due = Due now
clients-last-contact = Last contact { $when }
clients-no-contact = No contact yet
clients-open-screening = Screening not finished
clients-without = Record without a client
