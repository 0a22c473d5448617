# Rooms and equipment.

rooms-title = Rooms
rooms-about = Where people learn and are examined: places and equipment
rooms-filters = Filter the rooms
rooms-any-kind = Any use
rooms-found = { $count ->
    [one] { $count } room
   *[other] { $count } rooms
}
rooms-found-many = More than { $count } rooms
rooms-all = All rooms
rooms-empty = No rooms are written yet
rooms-empty-text = Rooms will stand here by building and number, with their places and equipment.
rooms-not-found = There are no such rooms
rooms-not-found-text = Try another use.

room-title = Room
room-add = Add a room
room-new = New room
room-edit = Change the room
room-added = The room is added: { $name }.
room-about = About the room
room-place = Where it is
room-use = What it is for
room-building-help = The name of the building, for example: Main Building. Leave it empty when there is one building only
room-code-help = The number on the door, for example: 305
room-kind-help = The rules ask for multimedia classes and electronic reading halls (R16-6.3)
room-no-unit = Nobody’s
room-taken = The building has a room of this number already
room-places-range = Write a number from 0 to { $most }
room-places-count = { $count ->
    [one] { $count } place
   *[other] { $count } places
}

room-kind-lecture = Lecture hall
room-kind-seminar = Seminar room
room-kind-computer = Computer class
room-kind-multimedia = Multimedia class
room-kind-reading = Electronic reading hall
room-kind-laboratory = Multimedia laboratory
room-kind-studio = Video studio
room-kind-testing = Testing hall
room-kind-proctored = Proctored testing hall
room-kind-other = Other room

room-closing = Closing a room
room-close = Close the room
room-close-text = “{ $name }” will not be offered in lists any more, nor count for the demands of the rules.
room-close-loss = the possibility to add equipment to this room
room-closed = The room is closed.
room-reopened = The room is open again.
room-reopen-unit = Open the unit that answers for the room first.
room-held = The room cannot be closed yet
room-held-text = { $count ->
    [one] { $count } piece of equipment stands here. Move it to another room or write it off first.
   *[other] { $count } pieces of equipment stand here. Move them to another room or write them off first.
}
room-back = Back to the room

## Equipment

equipment-title = Equipment
equipment-add = Add equipment
equipment-new = New equipment
equipment-edit = Change the equipment
equipment-added = The equipment is added: { $name }.
equipment-empty = No equipment is written here
equipment-empty-text = Inventory number, count, network and state will stand here.
equipment-what = What it is
equipment-where = Where it is and in which state
equipment-title-help = Maker and model, as in the document
equipment-network-help = The rules ask for equipment that reaches the telecommunication network: the Internet, satellite television (R16-6.2)
equipment-count-range = Write a number from 1 to { $most }
equipment-taken = Other equipment has this inventory number
equipment-room-closed = This room is closed; choose another

equipment-kind-computer = Computers
equipment-kind-server = Server
equipment-kind-display = Projector or board
equipment-kind-camera = Camera
equipment-kind-sound = Sound equipment
equipment-kind-network = Network equipment
equipment-kind-satellite = Satellite receiver
equipment-kind-laboratory = Laboratory equipment
equipment-kind-other = Other equipment

equipment-network-none = No network
equipment-network-internet = Internet
equipment-network-satellite = Satellite television
equipment-network-local = Internal network only

equipment-state-working = Working
equipment-state-repair = In repair
equipment-state-written_off = Written off

## Demands

demands-title = Demands of the rules
demands-about = What the rules of distance learning demand of rooms, equipment and units, and what the organisation has. Clauses are called by their numbers in the register of requirements: R16 is the rules of 2016, R20 the edition of 2020, RA the internal rules of the organisation. How many are enough no clause says.
demands-met = { $met } of { $all } demands met
demand-what = What is demanded
demand-clauses = Clauses
demand-there = What is there
demand-met = There
demand-missing = Missing
demand-nothing = nothing is written
demand-pieces = { $count ->
    [one] { $count } working piece
   *[other] { $count } working pieces
}
demand-connected = Equipment that reaches the telecommunication network
demand-multimedia = Multimedia classes
demand-reading = Electronic reading halls
demand-laboratory = Multimedia laboratories
demand-testing = Testing complex
demand-unit_organisation = A unit that organises distance learning
demand-unit_methodical = A unit of methodical support
demand-unit_technical = A unit of information and technical support
demand-unit_testing = A testing unit

## Fields

field-room-building = Building
field-room-code = Number
field-room-kind = Use
field-room-places = Places
field-room-unit = Unit that answers for it
field-equipment-piece = Inventory number
field-equipment-inventory = Inventory number
field-equipment-kind = Kind
field-equipment-title = Name
field-equipment-count = Count
field-equipment-network = Network
field-equipment-state = State
field-equipment-room = Room

## Log

kind-room = Room
kind-rooms = List of rooms
act-room-added = A room was added
act-room-changed = A room was changed
act-room-closed = A room was closed
act-room-reopened = A room was opened again
act-room-equipped = Equipment was added to a room
act-room-equipment-changed = The equipment of a room was changed
act-rooms-exported = The list of rooms was exported to a file
