# Records that travel by hand, as a file.

courier-title = Carry by hand
courier-about = Without signal a sealed file can go from hand to hand: by a message app, by cable, on a memory card. Any phone of your team can take it in and pass it on, even one that can't read it. Nobody else can read it.

courier-give-title = Give a file
courier-give = What has not arrived yet
courier-give-hint = For somebody who goes where there is signal, or to a supervisor.
courier-give-all = Everything
courier-give-all-hint = For a phone that never has signal. This file is larger.

courier-take-title = Take a file in
courier-open = Open a file
courier-given = A file was handed to Wayside
courier-take = Take it in
courier-no-files = Files can't be handed over in this window.

courier-making = The file is being made…
courier-left = { $count ->
    [0] The file is ready. It carries packets of other phones.
    [one] The file is ready. { $count } record of this phone is in it.
   *[other] The file is ready. { $count } records of this phone are in it.
}
courier-left-next = Send it, or carry it along. Everything stays on this phone as well.
courier-left-out = Not everything fitted. Make another file for the rest.
courier-nothing = There is nothing to carry. All that this phone holds is at the relay.
courier-stayed = No place was chosen for the file. Nothing left this phone.
courier-taking = The file is being read…
courier-taken = { $count ->
    [0] Nothing in this file was new.
    [one] { $count } packet was new. It goes on to the relay when there is signal.
   *[other] { $count } packets were new. They go on to the relay when there is signal.
}
courier-rejected = { $count ->
    [one] { $count } packet in the file could not be used. It is kept apart, and everything else goes on. Tell your supervisor.
   *[other] { $count } packets in the file could not be used. They are kept apart, and everything else goes on. Tell your supervisor.
}

courier-places = Where the records of this phone are
