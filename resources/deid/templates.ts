// Sentences with places for names, addresses and the like, written for this project. The tagger
// learns from them how such things stand in clinical notes, letters, forms and talk.
// {N} a person's full name, {F} a given name, {L} a family name, {P} a place, {C} a country,
// {A} a street address with its town, {S} a street with its number, {O} an organisation,
// {D} a date, {T} a telephone number, {#} a number, {J} an occupation, {R} a people or language.
export const TEMPLATES: readonly string[] = `
Patient {N} was seen in clinic on {D}.
Patient: {N}
Name: {N}
Full name: {N}
Surname: {L}
First name: {F}
NAME: {N} DOB: {D} MRN: {#}
Patient name {N}, age {#}, from {P}.
Dear Dr. {L}, thank you for referring {N}.
Dear {F}, your results are ready.
Dear Mr. {L},
Dear Mrs. {N},
Hi {F}, how are you feeling today?
Hello {F}, I am calling about your appointment on {D}.
Hi {F} and {F}, thanks for coming in.
Hello, my name is {N}.
My name is {N} and I am {#} years old.
My name is {F}.
I am {N}, the nurse on duty.
I'm {F}. I will be looking after you.
This is {N} from {O}.
This is Dr. {L} speaking.
They call me {F}.
Everyone calls her {F}.
He is known as {F} to his friends.
Please call me {F}, not {L}.
People at work call him {F}.
You can ask for {F} at the desk.
It is booked under {N}.
The appointment is under the name {L}.
Look under {L}, please.
Try {N} as the name.
Could the card be made out to {N}?
Please correct my name to {N}.
The name on the card should read Mr. {N}.
Ms. {L} denies chest pain.
Mr. {L} is a {#}-year-old man with diabetes.
Mrs. {L} has a history of asthma.
Mr {N} presented with fever.
Dr. {N} reviewed the scan.
Dr {L} was informed.
Prof. {N} gave the lecture.
Seen by {N}, MD.
Dictated by: {N}, M.D.
Electronically signed by {N} on {D}
Signed, {N}
Sincerely, {N}
Kind regards,\\n{F}
Best wishes,\\n{N}\\n{O}
Thanks,\\n{N}
Attending: {N}
Referring physician: {L}
Surgeon: {N}. Assistant: {N}.
Cc: {N}, {N}
Radiologist: {N}
Reported by {N}
Her husband {F} was present.
His wife {N} gave the history.
Her mother, {F}, has hypertension.
The daughter {F} lives with him.
His son is called {F}.
My son {F} has a fever.
My daughter {F} cannot sleep.
My kid {F} fell from a chair.
My brother {F} and my sister {F} are well.
Her grandmother was called {N}.
My grandfather was named {N} {#}.
Next of kin: {N} (daughter), {T}
Emergency contact: {N} {T}
Guardian {N} consented.
The patient's sister {F} called from {P}.
{N} is a {#}-year-old woman who presents with cough.
{N} was admitted to {O} on {D}.
{N} lives in {P}.
{F} lives in {P} with {F}.
{N} lives at {A}.
{N} lives on {S}.
{F} lives on {S} street.
{F} was discharged home.
{F} complains of back pain.
{L} was transferred from {P} to {P}.
{N} called about the results.
{N} of {O} is the manager of the year.
{N} from {O} will speak at the conference.
{N} will be talking at the meeting.
{N} will be the keynote speaker.
{F} is a kind person.
{F} is late again. They always are.
{F} and {F} went to the market.
{F} told {F} the news.
{F} gave {F} the tablets.
{F} had sent {F} her address: {S}
{N} had given {N} his address: {A}
{N} wrote this letter himself.
{N}'s mother died of stroke.
{N}'s results are normal.
{F}'s blood pressure is high.
{L}'s report was late.
{N}, the {J}, said: "We did what we could."
{N}, a {J} from {P}, was not hurt.
"I am very glad to hear it," says {L}.
"It will take time," said {N}.
{L} said that nobody was hurt.
The film was directed by {N} and stars {L}.
Directed by: {N}
Written by: {N}
Produced by {N} for {O}.
Starring {N} and {N}.
The song was written by {N} (not by {N}).
A story by {N} (with a preface by {N}).
In {L}'s later books there is nothing like this; the early {L} was better.
The verses are from {N}'s diary. Few writers equal the early {L}.
Who plays better than {L}?
{L} and {L} were very careful engineers.
{L}, {L} and {L} founded the clinic.
The idea came from our three founders: {L}, {L} and {L}.
There were four of them: {F}, {F}, {F} and {F}.
The children are {F}, {F} and {F}.
They have six children: {F}, {F}, {F}, {F}, {F} and {F}.
The group consists of {N}, {N} and {N}.
{N} listed his favourite songs for the magazine.
{N} began writing as a teenager and published a first story in {#}.
{L} started to paint in {#} while studying at the University of {P}.
{L} was born in {P} in {#}.
{N} was born on {D} in {P}, {C}.
The {R} police have detained {N} over a visa.
The {R} team with player {N} has won.
Tennis player {N} lost in {P}.
The singer {N} comes from {C}.
Actor {N} and writer {N} were there.
Producer {N} explained the song.
The {N} version was recorded for {O} in {#}.
The former singer {L} is a good example of it.
For my view on Mrs. {L}, see the list.
My view of {L} is no secret.
The killers of {N} were sentenced.
{N}'s murderer was found in {P}.
{N}, {#}, of {P}, was taken to {O}.
What is {F}'s telephone number?
Where does {F} live?
Why did {F} not come?
Is {N} in the list?
Did {F} take her tablets?
Have you met {N}?
Who is {N}?
I would like to add {N} to my account.
I want to remove {F} from the list.
I want to speak with {F}.
I need to change the name from {N} to {N}.
Please ask Ms. {F} to call me at {T}.
I'd like a joint account with ms. {F}.
Transfer the money to {N}, please.
I was told by {F} to come at nine.
I once met {F} in {P}.
I saw {N} in {P} last week.
I am looking for {N}.
I was there with {F} and {L}.
I am {F}'s mother.
We met {N} in {P}.
We named her {F}.
Go home, {F}!
Don't worry, {F}.
Thank you, {F}.
Good morning, {F}.
Come on, {F}, let me see your hand.
Hello Dr. {L}, I still have pain.
Doctor: Good morning, {F}. What brings you in?
Doctor: Hello Mrs. {L}, how are you?
Patient: My name is {N}.
Guest_family: I am {F}'s father.
Le patient {N} habite à {P}.
Madame {N} se plaint de douleurs.
M. {L} a été vu le {D}.
Monsieur {N}, né le {D} à {P}
Le docteur {N} a examiné l'enfant {F}.
Je m'appelle {N}.
Adresse : {A}
Mgonjwa {N} anatoka {P}.
Jina: {N}
Jina langu ni {F}.
Bwana {L} ana homa.
Daktari {N} alimwona mgonjwa.
Mtoto {F} ana kikohozi.
He moved here from {P}.
We moved here from {P} last year.
We came from {C} in {#}.
She has never been to {C}.
She grew up in {P}, {C}.
She works in {P}.
He is from {P}.
I live in {P} now.
I am in {P} for the conference.
I'm in {P}, on holiday.
I am {R} but I live in {C}.
We are proud {R}.
They speak {R} in {C}.
He recently travelled to {C}.
Recent travel: {C}, {C}.
Travelled from {P} to {P} by bus.
Who comes to {C} with me?
{C} was a great place to visit.
{P} is a small town near {P}.
{C} has a new president.
{C} leader gives a speech.
The bridge in {P} is falling down.
{P} bridge was closed.
We returned to {P} by train.
On Sunday we went back to {P} by boat.
The team of the southern {C} has won.
The orchestra serves Southern {C}.
He was brought from {P} by ambulance.
Place of birth: {P}
Town: {P}
City: {P}
Village: {P}
District: {P}
Country: {C}
Where: {P} Country Club.
When: {D} Where: {P} Hotel
Resident of {P}.
She was referred from {P} Health Centre.
Seen at the {P} clinic.
He works for {O} in {P}.
A design agency based in {P}.
{O} is an agency based in {P}.
Based in {P}, {O} makes software.
{P}, {C}
{N}\\n\\n{P}\\n{C}
{N}\\n{J}\\n{O}\\n{A}
{N}\\n{O}\\n{A}\\nMobile: {T}\\nDesk: {T}\\nFax: {T}
{O}\\n{A}
> {N}\\n> {O}\\n> {S}\\n> {P}\\n> {C} {#}
Name: {N}\\nAddress: {A}
Address: {A}
ADDRESS: {A}
Home address: {A}
Billing address: {A}
Billing address: {N}\\n {A}
Mailing address: {N}, {A}
Ship it to {N}, {A}
Residence {A}
Lives at {A}.
He lives at {S}.
He lives on the north side of {S}.
She lives near the corner of {S} and {S}.
The corner of {S} and {S} is dark.
Meet me at {A}
Meet me at the corner of {S} and {S}.
I will meet you at {A} after the concert.
I will wait at {S} at noon.
We will meet on Monday at {O}, {S}, {P}
Please return it to {A} in case of a fault.
Please send it to {A}.
Please send the letter to {A}, thank you.
Send the results to {A} by post.
I'd like it sent to {A}
I want a taxi to {A}. Call me when you are here.
Where should it be sent? To {A}
I lived at {A}. I now live at {A}
I have two addresses, here they are: {A}, and {A}
Update my address to {A} for this card: {#}
Can you change my address to {A}?
My new address is {A}
The address of {O} is {A}
Our office is located at {A}
Our offices are at {A} and {A}.
Is this the right address? {A}
The letters do not come to my address. Can you check it? {A}
The title is that of {S} street in {P}.
The clubs were on {S} Street at that time.
The ambulance went to {S}.
He was found at {S}, {P}.
The accident happened on {S} in {P}.
She works at {O}.
I work for {O}
I used to work for {O} as a {J}.
He is a {J} at {O}.
He left {O} last year to become a {J}.
{O} is the brainchild of its founders.
{O} bought {O} last year.
The {O} Orchestra was founded in {#}.
The {O} website has more.
The {O} company is in {P}.
According to {O}, the figures are right.
Insurance: {O}
Employer: {O}
Occupation: {J}, {O}
Transferred from {O}.
Followed at {O}.
Support {O} in {P} {#} in its work.
Looking for a {J} for {O} in {P} {#}.
The winners are {N} of {O}, {N} of {O}, and {O}'s {N}.
Others were {N} of {O}, {O}'s Mrs. {N} and {N} of {O}.
The best doctors are {O}'s {N}, {N} and {O}'s {N}.
{O}'s {N} has won the prize.
The home city of the band, {P}: {O}, {O} and {O}.
{N} {V}.
{L} {V}.
{F} {V}.
{L} {V} and {V}.
{F} {V} while {F} {V}.
{X} {F} {V}.
{X} {L} {V}.
{X} {N} {V}.
He {V} {X} {F} {V}.
She {V}, {X} {L} {V}.
They came from {C}, {X} {F} {V}. Do not go there, {F}!
The {Y} {N} {V}.
The {Y}, {L}, {V}.
Her {Y} {F} {V}.
His {Y} {N} lives in {P}.
My {Y} {L} {V}.
A {Y} of {F} {V}.
{L} and {L} {V}.
{F} and {L} {V}.
Is this the right one? {L} and {L} {V}.
Is it true? {F} {V}.
No pain today. {L} {V}.
Good. {F} {V}. {F} {V}.
Her home town {P} is far away.
His home city {P}: a quiet place.
The city of {P} is large.
The town of {P} has one clinic.
In the village {P} there is no doctor.
From here to {P} it is two hours.
In {P}, nobody was ill.
I am in {P} at a meeting.
I'm in {P}, at the hospital.
We are in {P} for a week.
They are from {P} and {P}.
{P} is where he {V}.
{P} hospital is closed.
{P} is on the coast.
The mayor of {P} {V}.
The University of {P} has a hospital.
Where: {P} Town Hall.
Where: {P}
When: {D}\\nWhere: {P} Health Centre.
The road to {P} is closed.
The song is about the {C}.
They sing of the {C}. Producer {N} {V}.
{C} {V}.
Billing address: {N}\\n    {A}
Shipping address:\\n{N}\\n{A}
{N}\\n {A}
{N}\\n{J}\\n{O}
{N}\\n{J}
Directed by {N}, starring {L}
A film of {#} directed by {N} and starring {L}
A {R} film directed by {N} and starring {L}.
Never was a {Y} like {L}?
Nobody knew {L}, not even {L}.
Go on, {F}.
Is it {L}, {L} or {L}?
{F} had told {F} everything.
{F} had given {F} the key.
{F} had shown {L} his house: {S}
The founders are {L}, {L} and {L}. The idea was theirs.
{O} was founded by {L}, {L} and {L}.
My grandmother was called {N} and my grandfather {N} II.
This {Y} by {L} is the best of all.
This book by the old {Y} {L} is well known.
To {P}, please.
The concert in {P} was full.
Support for {O} in {P} {#}.
on {S} street it was dark.
The parties on {S} Street were loud.
She lived on {L} Street as a child.
From {L} Avenue to {L} Road it is a mile.
`
  .trim()
  .split("\n")
  .map((line) => line.replaceAll("\\n", "\n"));

/** {V}: what a person or a place may do; {X}: what joins or begins a sentence; {Y}: who a person is. */
export const VERBS =
  `went home|has a cold|could not sleep|walked in|started treatment|fell|was tired|is well|must rest|
came too late|began to write as a child|wrote a book|played the piano|moved away|has no pain|was born in the war|just laughed|
just has to wait|will call tomorrow|did not answer|studied medicine|is a kind person|was a very precise worker|lost the match|
took the tablets|was seen again|refused the drug|is allergic to nuts|had surgery|smokes|does not drink|works at night|
has won a prize|has been here before|said nothing|will be there|is not in|started to paint|published a first story|
explained it to us|was found|was arrested|knows best|can sing|improved|got worse|is pregnant|gave consent`
    .replace(/\n/g, "")
    .split("|");
export const JOINTS =
  `but|and|then|so|because|when|while|if|Yesterday|After that|However,|Today|Finally|although|since|where|Now|Meanwhile,|that|who says that`.split(
    "|",
  );
export const PERSONS =
  `neighbour|friend|writer|singer|player|driver|midwife|carer|colleague|uncle|aunt|cousin|boss|child|boy|girl|
man|woman|husband|wife|partner|father|mother|teacher|student|poet|painter|producer|leader|witness|donor|caller|nephew|niece`
    .replace(/\n/g, "")
    .split("|");

export const OCCUPATIONS =
  `teacher|nurse|farmer|driver|software engineer|sales manager|carpenter|midwife|
pharmacist|accountant|electrician|retired plumber|police officer|bank clerk|Teacher|Engineer|Technical officer|
Project Manager|Chief Nurse|cook|student|taxi driver|trader|boda boda rider|radiographer|X-ray technician|
Leasing agent|Packager|machine operator|pipe cleaner|lawyer`
    .replace(/\n/g, "")
    .split("|");

export const PEOPLES =
  `American|British|French|German|Italian|Spanish|Polish|Norwegian|Swedish|Danish|Finnish|
Japanese|Chinese|Indian|Kenyan|Ugandan|Tanzanian|Nigerian|Ghanaian|Ethiopian|Rwandan|Somali|Brazilian|
Mexican|Canadian|Australian|Greek|Turkish|Russian|Hungarian|Czech|Dutch|Belgian|Swiss|Austrian|Irish|
Scottish|Catholic|Muslim|Hindu|Jewish|Christians|Kurdish|English|Swahili|Portuguese|Estonian|Greenlander`
    .replace(/\n/g, "")
    .split("|");
