# The demonstration page: three phones and a relay side by side.

demo-title = Wayside: three phones and a relay
demo-intro = Each of these is a real device with notes of its own. Switch the signal off, screen somebody, switch it on, and see the record arrive.
demo-worker = A worker's phone
demo-peer = A peer volunteer's phone
demo-supervisor = The supervisor's desk
demo-signal = Signal
demo-signal-on = Signal is on
demo-signal-off = Signal is off
demo-signal-turn-on = Switch the signal on
demo-signal-turn-off = Switch the signal off
demo-sample = Sample data. Nobody here is real.
demo-sample-client = Sample
demo-sample-team = Sample team
demo-sample-note = Sample note. Met near the market. Asked for clean kit.
demo-password = The password of all three: { $password }
demo-relay = What the relay holds
demo-relay-intro = Sealed packets. The relay cannot open them.
demo-relay-empty = Nothing yet
demo-relay-teams = Teams
demo-relay-devices = Devices
demo-relay-segments = Sealed packets
demo-relay-bytes = Bytes
demo-relay-last = The last packet, as the relay sees it
demo-relay-off = The relay is not running

# Lines on the terminal that started the page.
demo-say-url = Open { $url } in a browser on this machine.
demo-say-relay = The relay is at { $url }
demo-say-app = The app itself, as a fourth device in a tab of its own: { $url }
demo-say-kept = The data are kept in { $folder }
demo-say-fresh = The data are in { $folder } and are removed at the end.
demo-say-stop = Press Ctrl+C to stop.
