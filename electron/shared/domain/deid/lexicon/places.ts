const list = (names: string): readonly string[] =>
  names
    .trim()
    .split(/\s*\|\s*/)
    .map((name) => name.replace(/\s+/g, " "));

/** Countries: not identifiers under Safe Harbor by themselves, but a mark of an address near by. */
export const COUNTRIES = list(`
  Afghanistan|Albania|Algeria|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bahrain|
  Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia and Herzegovina|Botswana|Brazil|
  Brunei|Bulgaria|Burkina Faso|Burundi|Cambodia|Cameroon|Canada|Cape Verde|Chad|Chile|China|Colombia|
  Congo|Costa Rica|Croatia|Cuba|Cyprus|Czech Republic|Czechia|Denmark|Djibouti|Dominican Republic|
  Ecuador|Egypt|El Salvador|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Georgia|
  Germany|Ghana|Greece|Greenland|Guatemala|Guinea|Guyana|Haiti|Honduras|Hungary|Iceland|India|Indonesia|
  Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kuwait|Kyrgyzstan|
  Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives|
  Mali|Malta|Mauritania|Mauritius|Mexico|Moldova|Monaco|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|
  Namibia|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|North Korea|North Macedonia|Norway|Oman|
  Pakistan|Panama|Papua New Guinea|Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Romania|Russia|Rwanda|
  Saudi Arabia|Senegal|Serbia|Sierra Leone|Singapore|Slovakia|Slovenia|Somalia|South Africa|South Korea|
  South Sudan|Spain|Sri Lanka|Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|
  Togo|Trinidad and Tobago|Tunisia|Turkey|Turkmenistan|Uganda|Ukraine|United Arab Emirates|
  United Kingdom|United States|Uruguay|Uzbekistan|Vanuatu|Venezuela|Vietnam|Yemen|Zambia|Zimbabwe|
  England|Scotland|Wales|USA|UK|Hong Kong|Palestine|Kosovo`);

/** Towns: replaced by one another, and a mark of a place for the tagger. */
export const TOWNS = list(`
  London|Manchester|Birmingham|Leeds|Glasgow|Edinburgh|Bristol|Cardiff|Dublin|Cork|Paris|Lyon|Marseille|
  Toulouse|Nantes|Lille|Bordeaux|Rennes|Brussels|Antwerp|Ghent|Amsterdam|Rotterdam|Utrecht|Berlin|Hamburg|
  Munich|Cologne|Frankfurt|Stuttgart|Leipzig|Dresden|Vienna|Graz|Zurich|Geneva|Basel|Bern|Rome|Milan|
  Naples|Turin|Florence|Bologna|Madrid|Barcelona|Valencia|Seville|Bilbao|Lisbon|Porto|Copenhagen|Aarhus|
  Oslo|Bergen|Stockholm|Gothenburg|Malmo|Helsinki|Tampere|Turku|Reykjavik|Warsaw|Krakow|Gdansk|Prague|Brno|
  Budapest|Debrecen|Bucharest|Sofia|Athens|Istanbul|Ankara|Moscow|Kyiv|Riga|Vilnius|Tallinn|New York|
  Boston|Chicago|Houston|Dallas|Austin|Denver|Seattle|Portland|San Francisco|Los Angeles|San Diego|
  Phoenix|Atlanta|Miami|Tampa|Orlando|Philadelphia|Pittsburgh|Cleveland|Detroit|Minneapolis|St. Louis|
  Kansas City|New Orleans|Nashville|Charlotte|Baltimore|Washington|Toronto|Montreal|Vancouver|Calgary|
  Ottawa|Quebec|Mexico City|Bogota|Medellin|Lima|Santiago|Buenos Aires|Montevideo|Sao Paulo|
  Rio de Janeiro|Porto Alegre|Caracas|Quito|Cairo|Alexandria|Khartoum|Addis Ababa|Nairobi|Mombasa|Kisumu|
  Nakuru|Eldoret|Kampala|Entebbe|Jinja|Mbarara|Gulu|Arua|Lira|Soroti|Mbale|Masaka|Fort Portal|Kigali|
  Bujumbura|Dar es Salaam|Arusha|Dodoma|Mwanza|Zanzibar|Moshi|Lusaka|Ndola|Harare|Bulawayo|Lilongwe|
  Blantyre|Maputo|Johannesburg|Pretoria|Cape Town|Durban|Gaborone|Windhoek|Luanda|Kinshasa|Lagos|Abuja|
  Kano|Ibadan|Accra|Kumasi|Abidjan|Dakar|Bamako|Ouagadougou|Niamey|Tunis|Algiers|Casablanca|Rabat|Dubai|
  Riyadh|Baghdad|Tehran|Beirut|Amman|Karachi|Lahore|Delhi|Mumbai|Chennai|Kolkata|Bangalore|Hyderabad|Pune|
  Dhaka|Colombo|Kathmandu|Bangkok|Hanoi|Saigon|Jakarta|Manila|Cebu|Singapore|Kuala Lumpur|Beijing|
  Shanghai|Tokyo|Osaka|Kyoto|Seoul|Busan|Taipei|Sydney|Melbourne|Brisbane|Perth|Adelaide|Auckland|
  Wellington|Christchurch|Springfield|Riverside|Greenville|Fairview|Madison|Georgetown|Salem|Ashland`);

export const US_STATES =
  "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR AA AE AP".split(
    " ",
  );
