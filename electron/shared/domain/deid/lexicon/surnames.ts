// Family names of many countries, written down for this project; see given-names.ts.
export const SURNAMES: readonly string[] = `
  Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez
  Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark
  Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams
  Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker
  Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper
  Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James
  Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez
  Powell Jenkins Perry Russell Sullivan Bell Coleman Butler Henderson Barnes Fisher Vasquez Simmons
  Graham Murray Ford Hamilton Harper Spencer Gibson Marshall Hunt Knight Palmer Webb Dunn Fox Bishop
  Shaw Holmes Burke Walsh Byrne Doyle Gallagher Kennedy Lynch Quinn Moran OBrien OConnor MacDonald
  McCarthy McKenzie Ferguson Fraser Sinclair Sutherland Whitfield Ashworth Hargreaves Pemberton
  Dubois Durand Moreau Laurent Lefebvre Michel Leroy Roux Bertrand Morel Fournier Girard Bonnet Dupont
  Lambert Fontaine Rousseau Vincent Muller Faure Mercier Blanc Guerin Boyer Garnier Chevalier Francois
  Legrand Gauthier Perrin Robin Clement Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand
  Duval Denis Dumont Lemaire Noel Meyer Dufour Meunier Brun Blanchard Giraud Joly Riviere Lucas Brunet
  Gaillard Barbier Arnaud Renard Aubert Tremblay Gagnon Bouchard Pelletier Bergeron Schmidt Schneider
  Fischer Weber Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Schroeder Neumann Schwarz
  Zimmermann Braun Kruger Hartmann Lange Krause Werner Lehmann Kaiser Fuchs Vogel Keller Gunther Frank
  Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Bohm Winter Kraus
  Schumacher Vogt Stein Jager Otto Sommer Gross Seidel Heinrich Brandt Haas Schreiber Graf Dietrich
  Ziegler Kuhn Pohl Engel Horn Busch Bergmann Voigt Sauer Arnold Pfeiffer Rossi Russo Ferrari Esposito
  Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti DeLuca Costa Giordano Mancini Rizzo
  Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Silva
  Santos Oliveira Souza Lima Pereira Ferreira Almeida Carvalho Ribeiro Gomes Barbosa Rocha Dias Nunes
  Teixeira Correia Moreira Cardoso Jensen Nielsen Hansen Pedersen Andersen Christensen Larsen Sorensen
  Rasmussen Jorgensen Petersen Madsen Kristensen Olsen Thomsen Christiansen Poulsen Johansson Andersson
  Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson Lindberg
  Lindqvist Bergstrom Lundgren Nystrom Sandberg Berg Haugen Hagen Johannessen Bakken Halvorsen Korhonen
  Virtanen Makinen Nieminen Makela Hamalainen Laine Heikkinen Koskinen Jarvinen DeVries Jansen Bakker
  Visser Smit Meijer DeBoer Mulder Bos Vos Peters Hendriks VanDijk Dekker Brouwer Kowalski Nowak
  Wisniewski Wojcik Kowalczyk Kaminski Lewandowski Zielinski Szymanski Wozniak Dabrowski Kozlowski
  Jankowski Mazur Kwiatkowski Krawczyk Novak Novotny Dvorak Cerny Prochazka Kucera Vesely Horak Nemec
  Pokorny Hajek Kral Horvath Kovacs Szabo Toth Nagy Varga Kiss Molnar Nemeth Farkas Balogh Papp Takacs
  Juhasz Popescu Ionescu Popa Dumitru Stan Ivanov Petrov Sidorov Smirnov Kuznetsov Popov Volkov Morozov
  Lebedev Kozlov Sokolova Ivanova Petrova Pavlova Shevchenko Kovalenko Bondarenko Papadopoulos
  Georgiou Nikolaidis Yilmaz Kaya Demir Celik Sahin Yildiz Hassan Hussein Ahmed Ibrahim Khan Malik
  Sheikh Qureshi Siddiqui Rahman Begum Hossain Chowdhury Akhtar Mahmood Haddad Khoury Nasser Mansour
  Sharma Verma Gupta Singh Kumar Reddy Rao Nair Iyer Menon Desai Shah Joshi Mehta Kapoor Chopra Das
  Banerjee Mukherjee Chatterjee Ghosh Bose Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma
  Zhu Hu Guo Lin Tanaka Suzuki Sato Takahashi Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida
  Yamada Sasaki Park Choi Jung Kang Cho Yoon Tran Pham Hoang Phan Vu Dang Bui Okafor Okeke Nwosu Eze
  Adeyemi Adebayo Balogun Okonkwo Obi Bello Abubakar Mensah Owusu Boateng Osei Asante Appiah Kamau
  Mwangi Kariuki Njoroge Otieno Ochieng Odhiambo Wanjala Kimani Kiplagat Cheruiyot Mutua Musyoka Okello
  Opio Mugisha Byaruhanga Ssemakula Lubega Kizito Nsubuga Mukasa Wasswa Kato Tumusiime Namugga Nakato
  Mwakasege Mushi Massawe Kimaro Lyimo Moyo Ncube Sibanda Dube Ndlovu Khumalo Nkosi Dlamini Mokoena
  Banda Phiri Tembo Mwale Traore Diallo Keita Coulibaly Diop Ndiaye Fall Sow Camara Konate Ouedraogo
  Kabore Kone Toure Cisse Mbeki Tshabalala Santoso Wijaya Reyes Bautista DelaCruz Villanueva Aquino`
  .trim()
  .split(/\s+/);
