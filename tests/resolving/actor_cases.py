"""Invented phrases by role, one a line: ``role | words | code``; ``-`` where no kind is named."""

CASES = """
participants | students | students
participants | thousands of university students | students
participants | schoolgirls in white scarves | students
participants | teachers | teachers
participants | striking primary teachers from three districts | teachers
participants | university lecturers | teachers
participants | nurses and midwives | health_workers
participants | junior doctors | health_workers
participants | resident doctors | health_workers
participants | bus drivers | transport_workers
participants | minibus taxi drivers | transport_workers
participants | truckers | transport_workers
participants | railway workers | transport_workers
participants | gold miners | miners
participants | mineworkers | miners
participants | dockers | dockers
participants | oil workers | industrial_workers
participants | garment workers | industrial_workers
participants | steelworkers at two plants | industrial_workers
participants | municipal workers | public_workers
participants | civil servants | public_workers
participants | street sweepers | public_workers
participants | hotel maids | service_workers
participants | tea pluckers | farm_workers
participants | plantation workers | farm_workers
participants | contract workers | industrial_workers
participants | unpaid employees | workers
participants | workers | workers
participants | sugarcane growers | farmers
participants | farmers on tractors | farmers
participants | peasants | farmers
participants | fishermen | fishers
participants | shopkeepers | traders
participants | market women | traders
participants | street vendors | traders
participants | lawyers in black gowns | lawyers
participants | journalists | journalists
participants | film actors | artists
participants | Buddhist monks | religious_people
participants | Shia mourners | relatives
participants | Christians | religious_people
participants | Kurds | ethnic_group
participants | Dalits | ethnic_group
participants | Roma families | relatives
participants | young Kenyans | ethnic_group
participants | Adivasis | indigenous
participants | Mapuche | indigenous
participants | women | women
participants | mothers of the disappeared | women
participants | housewives | women
participants | youths | youth
participants | hundreds of young men | youth
participants | jobless graduates | unemployed
participants | pensioners | pensioners
participants | war veterans | veterans
participants | people with disabilities | disabled
participants | inmates of the central prison | prisoners
participants | refugees | migrants
participants | relatives of those killed | relatives
participants | villagers | residents
participants | residents of the hillside quarter | residents
participants | shack dwellers | residents
participants | motorists | consumers
participants | depositors | consumers
participants | party supporters | party_supporters
participants | opposition supporters | party_supporters
participants | climate activists | activists
participants | protesters | protesters
participants | a crowd | protesters
participants | a group of nurses | health_workers
participants | men | protesters
participants | Qwxzt | -
organizer | the Lagos Bus Drivers Union | trade_union
organizer | National Union of Mineworkers | trade_union
organizer | COSATU | trade_union
organizer | two labour federations | trade_union
organizer | the teachers' union | trade_union
organizer | the students' union | student_group
organizer | Students Against the Coup | student_group
organizer | Kashmir Traders' Association | employers
organizer | the Chamber of Commerce | employers
organizer | a farmers' union | farmers_group
organizer | the opposition | opposition
organizer | opposition parties | opposition
organizer | the Party for Renewal | party
organizer | Siyathemba Youth Committee | civic_group
organizer | Civic Alliance of the North | civic_group
organizer | a human rights group | rights_group
organizer | Council of Churches | religious_body
organizer | Violett 14 | -
target | the government | national_government
target | the finance ministry | national_government
target | the ministry of mines | national_government
target | the prime minister | head_of_state
target | the junta | head_of_state
target | the provincial governor | regional_government
target | state government | regional_government
target | the mayor | local_government
target | Makana Municipality | local_government
target | the city council | local_government
target | parliament | legislature
target | members of parliament | legislature
target | the Constitutional Court | court
target | a judge | court
target | the police | police
target | the army | army
target | Halden Minerals | company
target | the mining company | company
target | seven banks | company
target | the management | company
target | the vice-chancellor | school
target | the university | school
target | a hijab law | law_or_policy
target | the emergency ordinance | law_or_policy
target | an open-pit mine | project
target | the dam | project
target | the French embassy | foreign_government
target | the United Nations | international_body
target | the World Bank | international_body
responder | police | police
responder | riot police | police
responder | Officers in riot gear | police
responder | gendarmes | police
responder | state troopers | police
responder | the sheriff's deputies | police
responder | soldiers | army
responder | the military | army
responder | the national guard | army
responder | the Tatmadaw | army
responder | security forces | security_forces
responder | security men | security_forces
responder | plainclothes agents | paramilitary
responder | Basij militiamen | paramilitary
responder | the IRGC | paramilitary
responder | Rapid Support Forces | paramilitary
responder | thugs on motorcycles | paramilitary
responder | private security guards | private_security
responder | the KGB | intelligence
responder | Intelligence agents | intelligence
responder | the interior minister | national_government
responder | the president | head_of_state
responder | the governor | regional_government
responder | the mayor | local_government
responder | a court | court
responder | prosecutors | court
responder | the company | company
responder | the rector | school
responder | UN peacekeepers | international_body
responder | rebels | rebels
speaker | police | police
speaker | a police spokesman | police
speaker | witnesses | bystanders
speaker | analysts | experts
speaker | the hospital | hospital
speaker | Amnesty International | rights_group
speaker | state television | journalists
speaker | the opposition leader | opposition
speaker | organisers | activists
speaker | residents | residents
speaker | the ministry | national_government
speaker | union leaders | trade_union
"""
