// Given names as they are found in notes of many countries, written down for this project. They
// mark likely names for the tagger, and replace names that were found.
const list = (names: string): readonly string[] => names.trim().split(/\s+/);

export const FEMALE_NAMES = list(`
  Mary Anna Maria Emma Olivia Sophie Sophia Julia Laura Sarah Hannah Alice Grace Lucy Ella Chloe
  Emily Charlotte Amelia Isabella Mia Ava Nora Clara Martha Ruth Helen Margaret Elizabeth Jane
  Susan Linda Patricia Barbara Jennifer Karen Nancy Betty Sandra Donna Carol Michelle Amanda
  Melissa Deborah Stephanie Rebecca Sharon Cynthia Kathleen Amy Angela Brenda Pamela Nicole Katherine
  Samantha Christine Rachel Janet Diane Julie Joyce Victoria Kelly Joan Evelyn Lauren Judith
  Megan Andrea Cheryl Jacqueline Teresa Gloria Sara Janice Jean Doris Kathryn Rose Beverly Denise
  Marilyn Amber Danielle Brittany Diana Abigail Natalie Lori Kayla Alexis Tiffany Ines Camille
  Juliette Manon Amelie Aurelie Celine Chantal Claudine Colette Elodie Florence Genevieve Helene
  Isabelle Jeanne Josephine Lea Louise Lucie Madeleine Marie Marguerite Mathilde Monique Nathalie
  Odile Pauline Simone Solange Sylvie Therese Valerie Veronique Yvette Yvonne Zoe Beatriz Carmen
  Catalina Cristina Dolores Elena Esperanza Fernanda Francisca Gabriela Guadalupe Ines Isabel Juana
  Leticia Lucia Luisa Marta Mercedes Pilar Raquel Rocio Rosa Sofia Valentina Ximena Adriana Bruna
  Giulia Chiara Francesca Federica Alessandra Paola Silvia Giovanna Bianca Caterina Lorenza Ilaria
  Anke Birgit Brigitte Claudia Gisela Greta Heike Helga Ingrid Jutta Katrin Katja Liesel Monika
  Petra Renate Sabine Silke Ulrike Ursula Ute Astrid Freja Gudrun Hilde Inger Kirsten Lise Maja
  Marit Sigrid Solveig Linnea Elsa Ebba Aino Helmi Liisa Paivi Tuula Kaisa Agnieszka Barbora
  Bozena Danuta Ewa Halina Hana Irena Iva Ivana Jadwiga Jana Jitka Katarzyna Krystyna Lenka Magda
  Malgorzata Marketa Milena Mirka Olga Svetlana Tatiana Tereza Veronika Zdenka Zofia Zuzana
  Anastasia Ekaterina Galina Ludmila Nadia Natalia Nina Oksana Tamara Vera Yelena Eleni Despina
  Fotini Katerina Aisha Amina Fatima Fatuma Halima Khadija Leila Mariam Nadia Noor Rania Salma
  Samira Yasmin Zahra Zainab Ayesha Hiba Mona Adaeze Chioma Ngozi Ifeoma Folake Yetunde Amara Nneka
  Wanjiku Njeri Akinyi Achieng Nakato Nabirye Namukasa Nalwoga Babirye Auma Apio Atim Nyambura
  Mumbi Zawadi Neema Rehema Furaha Asha Mwanaisha Chipo Rudo Thandiwe Nomvula Lerato Naledi
  Abena Akosua Efua Esi Ama Yaa Deepa Divya Kavita Lakshmi Meena Neha Pooja Priya Rekha Sangeeta
  Shanti Sunita Usha Anjali Mei Ling Xiu Yan Hui Jing Li Na Yuki Sakura Hana Keiko Akiko Naomi
  Kate Katie Beth Liz Betsy Peggy Maggie Sue Jenny Becky Molly Annie Ellen Joanna Eva Irene Paula Agnes Edith Esther Miriam Joy Mercy Faith Gladys Winnie Harriet Proscovia Immaculate
  Yoko Haruka Ji-woo Min-ji Soo-jin Linh Thuy Huong Lan Mai Siti Dewi Ayu Putri Maricel Leilani`);

export const MALE_NAMES = list(`
  James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew
  Anthony Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Timothy Ronald Edward
  Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin
  Samuel Gregory Alexander Frank Patrick Raymond Jack Dennis Jerry Tyler Aaron Jose Adam Nathan
  Henry Douglas Zachary Peter Kyle Ethan Walter Noah Jeremy Christian Keith Roger Terry Gerald
  Harold Sean Austin Carl Arthur Lawrence Dylan Jesse Jordan Bryan Billy Joe Bruce Gabriel Logan
  Albert Willie Alan Juan Wayne Elijah Randy Roy Vincent Ralph Eugene Russell Bobby Mason Philip
  Louis Oliver Harry Leo Oscar Simon Hugo Max Felix Martin Ian Neil Graham Stuart Colin Alastair
  Antoine Arnaud Baptiste Benoit Bernard Bruno Cedric Claude Clement Damien Denis Didier Emile
  Etienne Fabien Francois Frederic Gaston Gerard Gilles Guillaume Henri Herve Jacques Jean Jerome
  Julien Laurent Luc Lucien Marcel Mathieu Maurice Nicolas Olivier Pascal Philippe Pierre Remy
  Rene Sebastien Serge Stephane Theo Thierry Tristan Yves Alberto Alejandro Alfonso Andres Antonio
  Arturo Carlos Cesar Diego Eduardo Emilio Enrique Esteban Felipe Fernando Francisco Gustavo Hector
  Ignacio Javier Joaquin Jorge Julio Luis Manuel Marcos Mario Miguel Pablo Pedro Rafael Ramon Raul
  Ricardo Roberto Rodrigo Santiago Sergio Tomas Vicente Joao Paulo Tiago Thiago Mateus Giovanni
  Giuseppe Marco Matteo Luca Lorenzo Paolo Pietro Salvatore Stefano Vincenzo Alessandro Fabio
  Andreas Bernd Dieter Ernst Friedrich Fritz Gunther Hans Heinrich Helmut Holger Horst Jens Jochen
  Jurgen Karl Klaus Kurt Lars Lutz Manfred Matthias Otto Rainer Rolf Rudolf Stefan Sven Thorsten
  Torsten Ulrich Uwe Werner Wolfgang Anders Arne Axel Bjorn Erik Gunnar Haakon Henrik Ivar Jesper
  Johan Jorgen Kasper Knut Leif Magnus Mikkel Nils Olaf Ole Per Rasmus Soren Tor Antti Eero Jari
  Juha Kari Mikko Pekka Timo Adam Andrzej Bogdan Bohumil Dariusz Frantisek Grzegorz Jakub Jan
  Jaroslav Jerzy Jiri Josef Karel Krzysztof Laszlo Ladislav Marek Milan Miroslav Ondrej Pavel
  Petr Piotr Radek Slawomir Stanislaw Tomasz Vaclav Vladimir Vojtech Wojciech Zbigniew Zoltan
  Gabor Istvan Janos Ferenc Aleksei Boris Dmitri Igor Ivan Mikhail Nikolai Oleg Sergei Viktor
  Yuri Dimitrios Georgios Ioannis Kostas Nikos Ahmed Ali Abdul Abdullah Hassan Hussein Ibrahim
  Ismail Karim Khalid Mahmoud Mohamed Mohammed Muhammad Mustafa Omar Osman Rashid Said Salim Tariq
  Yusuf Youssef Bilal Hamza Emeka Chidi Chinedu Obinna Ikenna Tunde Segun Babatunde Kwame Kofi
  Kwabena Yaw Kojo Kamau Kariuki Mwangi Njoroge Otieno Ochieng Odhiambo Okello Opio Ocen Wasswa
  Kato Mugisha Byaruhanga Tumusiime Ssemakula Juma Baraka Jabari Hamisi Rajabu Tendai Tafadzwa
  Farai Themba Sipho Bongani Thabo Tshepo Arjun Ashok Anil Deepak Ganesh Harish Karthik Krishna
  Manoj Mukesh Rahul Rajesh Ravi Sanjay Sunil Suresh Vijay Vikram Wei Jun Ming Hao Lei Feng Jian
  Hiroshi Kenji Takashi Satoshi Haruto Yuto Akira Min-jun Ji-hoon Sung-min Minh Duc Tuan Quang
  Tom Bob Rob Jim Jimmy Bill Will Dan Danny Dave Steve Mike Nick Tony Ben Sam Ted Fred Ken Ron Don Greg Jeff Matt Pete Phil Ray Stan Tim Joel Isaac Moses Abel Amos Elias Emmanuel Godfrey Ivan Innocent
  Budi Agus Eko Rizal Jomar`);
