"""Invented sentences with places marked: ``[words|COUNTRY precision Name]``, ``[words|none]`` where no entry fits.

Country ``-`` is a region of several countries. The name may be left out. A ``@`` line before a sentence gives the outlet:
``@ source, country`` (either may be empty).
"""

CASES = """
[Basra|IQ settlement Basrah] saw a second night of marches after the power failed in southern [Iraq|IQ country].
The southern [Iraqi|IQ country] city of [Basra|IQ settlement] was calm on Sunday.
Teachers in [Basra province|IQ division Basra] stayed home.
Protesters gathered in [Jackson, Mississippi|US settlement Jackson] over water bills.
Protesters gathered in [Jackson|US settlement], [Mississippi|US division], over water bills.
Students at a college in [London|CA settlement], [Ontario|CA division], walked out.
A vigil was held in [London|GB settlement] on Tuesday.
Marchers filled the streets of [Paris|FR settlement] on Saturday.
Marchers filled the streets of [Paris|US settlement], [Texas|US division], on Saturday.
Nurses rallied in [Birmingham|US settlement], [Ala.|US division], on Monday.
Nurses in [Birmingham|GB settlement] voted to strike, [England|GB division]'s largest union said.
Shopkeepers in [Moscow|RU settlement] closed early, as did those of [Kazan|RU settlement] in [Tatarstan|RU division].
Farmers drove tractors through [Moscow|US settlement], [Idaho|US division].
The [Iranian|IR country] authorities cut the internet in [Isfahan|IR settlement] and [Shiraz|IR settlement].
Crowds chanted in [Mashhad|IR settlement], [Tabriz|IR settlement] and [Zahedan|IR settlement].
The governor of [Khuzestan|IR division] blamed foreign media for the unrest in [Ahvaz|IR settlement].
The governor of [Khuzestan province|IR division] blamed foreign media.
Bazaar merchants shut their shops in [Sanandaj|IR settlement], in [Kurdistan Province|IR division].
Women marched in [Teheran|IR settlement], [Iran|IR country].
Students gathered in [Esfahan|IR settlement], [Iran|IR country].
Tear gas was fired in [Sulaymaniyah|IQ settlement], in the [Kurdistan Region|IQ region] of [Iraq|IQ country].
Tear gas was fired in [Sulaimaniya|IQ settlement], [Iraq|IQ country].
Residents of [Nasiriyah|IQ settlement], the capital of [Dhi Qar|IQ division], burned tyres.
Residents of [Fallujah|IQ settlement] buried two men.
Doctors in [Khartoum|SD settlement] began a sit-in while [Omdurman|SD settlement] buried its dead.
The army shelled [El Fasher|SD settlement] in [North Darfur|SD division].
The army shelled [Al-Fashir|SD settlement], [Sudan|SD country].
Resistance committees in [Wad Madani|SD settlement] and [Port Sudan|SD settlement] called a march.
The crisis in [Darfur|SD region] spread to [Nyala|SD settlement].
Soldiers opened fire in [Mandalay|MM settlement] and [Yangon|MM settlement].
Soldiers opened fire in [Rangoon|MM settlement], [Burma|MM country].
Villagers fled [Monywa|MM settlement] in [Sagaing Region|MM division].
A strike shut shops in [Myitkyina|MM settlement], capital of [Kachin State|MM division].
Monks marched in [Sittwe|MM settlement], [Rakhine State|MM division].
Shack dwellers blocked a road in [Durban|ZA settlement], [KwaZulu-Natal|ZA division].
Miners in [Rustenburg|ZA settlement], in [South Africa|ZA country]'s [North West|ZA division] province, downed tools.
Pupils in [Soweto|ZA settlement] burned tyres, police in [Gauteng|ZA division] said.
A taxi strike hit [Cape Town|ZA settlement] and the [Western Cape|ZA division].
Residents of [Gqeberha|ZA settlement], once [Port Elizabeth|ZA settlement], marched in the [Eastern Cape|ZA division].
Farmers from [Punjab|IN division] and [Haryana|IN division] camped outside [Delhi|IN settlement].
Farmers from [Lahore|PK settlement] marched in [Pakistan|PK country]'s [Punjab|PK division].
Shops closed in [Srinagar|IN settlement] as troops patrolled [Kashmir|- region].
A bandh shut [Imphal|IN settlement] in [Manipur|IN division].
Workers at a mill in [Kanpur|IN settlement], [Uttar Pradesh|IN division], struck.
Workers at a mill in [Hyderabad|IN settlement], [Telangana|IN division], struck.
Workers at a mill in [Hyderabad|PK settlement], [Sindh|PK division], struck.
The march left [Ramallah|PS settlement] in the [West Bank|PS division] at noon.
Crowds at the fence of the [Gaza Strip|PS division] burned tyres.
Police in [Jerusalem|IL settlement] closed the road to [Bethlehem|PS settlement] in the occupied [West Bank|PS division].
Unions in [Tunis|TN settlement], [Sfax|TN settlement] and [Kasserine|TN settlement] called a strike.
Residents of [Alexandria|EG settlement], [Egypt|EG country], queued for bread.
Residents of [Alexandria|US settlement], [Va.|US division], queued for ballots.
Residents of [Alexandria|US settlement], [Louisiana|US division], queued for ballots.
Opposition supporters in [Tripoli|LB settlement], [Lebanon|LB country], burned portraits.
Opposition supporters in [Tripoli|LY settlement], [Libya|LY country], burned portraits.
Protesters in [Tbilisi|GE settlement] waved the flag of [Georgia|GE country].
Protesters in [Atlanta|US settlement] marched on the capitol of [Georgia|US division].
The [Georgian|GE country] parliament passed the law after rallies in [Batumi|GE settlement].
Crowds in [Hong Kong|HK country] sang as police from [China|CN country] looked on.
Herders in [Inner Mongolia|CN division] blocked a railway.
A march for [Tibet|CN division] was banned in [Kathmandu|NP settlement].
Civil servants in [Lagos|NG settlement], [Nigeria|NG country], stayed at home.
Civil servants in [Kano|NG settlement] and [Kaduna|NG settlement], northern [Nigeria|NG country], stayed at home.
Two died in [Bamenda|CM settlement], in the English-speaking northwest of [Cameroon|CM country].
Opposition marches in [Kinshasa|CD settlement] and [Goma|CD settlement] were banned across the [DRC|CD country].
Opposition marches in [Brazzaville|CG settlement] were banned by [Congo-Brazzaville|CG country].
A general strike in [Guayaquil|EC settlement] and [Quito|EC settlement] paralysed [Ecuador|EC country].
Students took over a faculty in [Cordoba|AR settlement], [Argentina|AR country].
Olive farmers blocked roads near [Cordoba|ES settlement], [Spain|ES country].
Fishermen from [Valparaiso|CL settlement] blocked the port of [San Antonio|CL settlement], [Chile|CL country].
A judge in [San Antonio|US settlement], [Texas|US division], freed the marchers.
Bus drivers struck in [San Jose|CR settlement], [Costa Rica|CR country].
Bus drivers struck in [San Jose|US settlement], [California|US division].
Crowds in [La Paz|BO settlement] and [Cochabamba|BO settlement] rejected the vote in [Bolivia|BO country].
Dockers in [Valencia|ES settlement], on [Spain|ES country]'s coast, walked out.
Students in [Valencia|VE settlement] and [Caracas|VE settlement] clashed with the [Venezuelan|VE country] guard.
Rallies took place in [Santiago|CL settlement], [Chile|CL country].
Rallies took place in [Santiago de Cuba|CU settlement] and [Havana|CU settlement].
Pensioners in [Athens|GR settlement] marched on the [Greek|GR country] parliament.
Pensioners in [Athens|US settlement], [Georgia|US division], marched on the courthouse.
Miners from [Silesia|PL division] marched in [Warsaw|PL settlement], [Poland|PL country].
Nationalists rallied in [Belfast|GB settlement], [Northern Ireland|GB division].
Steelworkers in [Port Talbot|GB settlement], [Wales|GB division], occupied a gate.
Crofters on the road to [Inverness|GB settlement], [Scotland|GB division], stopped lorries.
Truckers blocked [Ottawa|CA settlement], and the [Canadian|CA country] premier of [Alberta|CA division] cheered.
Yellow vests closed a roundabout near [Toulouse|FR settlement].
Climate activists glued themselves to a road in [Berlin|DE settlement].
Climate activists met in [Frankfurt am Main|DE settlement].
Dairy farmers spilled milk in [Brussels|BE settlement], seat of the [European Union|- region].
Coal miners in [Donetsk|UA settlement], [Ukraine|UA country], were not paid.
Oil workers in [Zhanaozen|KZ settlement], [Kazakhstan|KZ country], put up tents.
Mothers in [Osh|KG settlement], [Kyrgyzstan|KG country], blocked the road.
Students marched in [Dhaka|BD settlement] and [Chittagong|BD settlement].
Garment workers blocked a road in [Gazipur|BD settlement], outside [Dhaka|BD settlement].
Tamil families marched in [Jaffna|LK settlement], [Sri Lanka|LK country].
Students in [Jakarta|ID settlement] and [Makassar|ID settlement] rejected the law.
Papuans were arrested in [Jayapura|ID settlement], [Indonesia|ID country].
Red shirts rallied in [Bangkok|TH settlement] and [Chiang Mai|TH settlement].
Opposition voters filled [Kuala Lumpur|MY settlement], [Malaysia|MY country].
Candles were lit in [Seoul|KR settlement] and [Busan|KR settlement].
[South Korean|KR country] unions and [North Korean|KP country] envoys said nothing.
Dockers in [Osaka|JP settlement] rejected the [Japanese|JP country] offer.
Māori marched from [Rotorua|NZ settlement] to [Wellington|NZ settlement].
Coal trains were stopped at [Newcastle|AU settlement], [New South Wales|AU division].
Coal trains were stopped at [Newcastle|GB settlement], [England|GB division].
Anger grew in [Addis Ababa|ET settlement] and across [Oromia|ET division].
Fighting in [Tigray|ET division] drove people from [Mekelle|ET settlement] into [Sudan|SD country].
A crowd stoned a convoy near [Goma|CD settlement], in the east of the [Democratic Republic of Congo|CD country].
Lawyers in [Nairobi|KE settlement], [Kenya|KE country], wore black.
Students burned a bus in [Kampala|UG settlement], the [Ugandan|UG country] capital.
The rally in [Harare|ZW settlement] spread to [Bulawayo|ZW settlement].
Protests over fuel reached [Lusaka|ZM settlement] and the [Zambian|ZM country] Copperbelt town of [Kitwe|ZM settlement].
Dockers in [Aden|YE settlement] unloaded nothing.
Rallies in [Sana'a|YE settlement] and [Taiz|YE settlement] called for the governor to go, [Yemen|YE country]'s state agency said.
The [Bahraini|BH country] opposition marched in [Manama|BH settlement].
Crowds in [Casablanca|MA settlement] and [Rabat|MA settlement] chanted against the [Moroccan|MA country] government.
Berber activists marched in [Tizi Ouzou|DZ settlement], [Algeria|DZ country].
A sit-in began in [Idlib|SY settlement], [Syria|SY country].
Shells fell on [Homs|SY settlement] and [Aleppo|SY settlement].
The crossing at [Rafah|PS settlement] into [Gaza|PS settlement] was shut.
Teachers in [Oaxaca|MX settlement], [Mexico|MX country], set up camp.
Teachers in [Mexico City|MX settlement] joined them.
Ranchers rallied in [Lubbock County|US division], [Texas|US division].
Deputies in [Hinds County|US division], [Miss.|US division], made no arrests.
Deputies in [Clark County|US division], [Nevada|US division], made no arrests.
The crowd in [Washington|US settlement], [D.C.|US division], thinned by night.
The fires in [Washington state|US division] and [Oregon|US division] forced the rally to move.
Crowds in [New York|US settlement] and [Chicago|US settlement] blocked bridges.
The [U.S.|US country] embassy in [Ankara|TR settlement] closed.
The [US|US country] and the [UK|GB country] condemned the arrests in [Minsk|BY settlement].
The [UAE|AE country] and [Qatar|QA country] deported the marchers.
[American|US country] and [British|GB country] diplomats left [Juba|SS settlement], [South Sudan|SS country].
Marchers reached [Springfield|US settlement], [Illinois|US division].
Marchers reached [Springfield|US settlement], [Ill.|US division], at dusk.
Marchers reached [Portland|US settlement], [Maine|US division].
Marchers reached [Portland|US settlement], [Ore.|US division].
A union in [Melbourne|AU settlement] stopped work, and one in [Sydney|AU settlement] followed.
A vigil in [Vancouver|CA settlement], [B.C.|CA division], drew hundreds.
The demonstration in [Sarajevo|BA settlement] spread to [Tuzla|BA settlement].
The demonstration in [Podgorica|ME settlement] spread to [Belgrade|RS settlement].
Roma families marched in [Košice|SK settlement], [Slovakia|SK country].
Roma families marched in [Kosice|SK settlement], [Slovakia|SK country].
Students in [São Paulo|BR settlement] and [Sao Paulo|BR settlement] are the same students.
Farmers marched on [Kyiv|UA settlement] and [Kiev|UA settlement] closed its streets.
تجمع اعتراضی کارگران در [تهران|IR settlement] و [اصفهان|IR settlement] برگزار شد
تجمع معلمان در [استان کردستان|IR division] ادامه دارد
خرج المتظاهرون في [البصرة|IQ settlement] و [بغداد|IQ settlement]
احتجاجات في [الخرطوم|SD settlement] ضد ارتفاع الأسعار
[दिल्ली|IN settlement] में किसानों का प्रदर्शन
[ရန်ကုန်|MM settlement] တွင် ဆန္ဒပြ
Митинг прошел в городе [Москва|RU settlement]
抗议者聚集在[北京|CN settlement]
Striking nurses stood outside the ministry in [southern Iraq|IQ country Iraq].
Striking nurses blocked roads in [northern Nigeria|NG country Nigeria].
Barricades went up in [central London|GB settlement London].
Barricades went up on [the outskirts of Baghdad|IQ settlement Baghdad].
Shops shut [across Karnataka|IN division Karnataka], police in [Bengaluru|IN settlement] said.
Marches were held [nationwide|NG country Nigeria], from [Lagos|NG settlement] to [Abuja|NG settlement].
Marches were held [across the country|KE country Kenya], unions in [Nairobi|KE settlement] and [Mombasa|KE settlement] said.
Strikes closed schools in [Gwalior and Bhopal|IN division Madhya Pradesh].
Strikes closed schools in [Lyon and Marseille|FR country France].
Taxis stopped in [every district of Accra|GH settlement Accra].
Thousands gathered in [Xqzyburg|none] on Friday.
Thousands gathered at [the old mill|none] on Friday.
Bargemen on the [Mississippi River|none] tied up their boats.
@ Tribune de Lyon, FR
Marchers gathered in [Valence|FR settlement].
@ , ES
Marchers gathered in [Valencia|ES settlement].
@ , VE
Marchers gathered in [Valencia|VE settlement].
@ , GB
A strike began in [Cambridge|GB settlement].
@ , US
A strike began in [Cambridge|US settlement].
@ , AU
Pickets stood in [Newcastle|AU settlement].
@ the Lancaster Guardian, GB
Pickets stood in [Lancaster|GB settlement].
"""
