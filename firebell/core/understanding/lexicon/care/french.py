"""Cues of customer care in French."""

from firebell.core.understanding.care.cue import Cue

CUES = {
    Cue.ANGER: """énervé*, énerve, enervé*, colère, colere, furieux, furieuse, rage, enragé*,
        agacé*, agaçant*, indigné*, scandale, scandaleux, scandaleuse, honte, honteux,
        honteuse, inadmissible*, inacceptable*, intolérable*, ras le bol, ras-le-bol, marre, en
        ai marre, déteste, hais, haine, ridicule*, foutage de gueule, foutez de, se moque de,
        se foutent, moquez de, insupportable*, lamentable*, incroyable que, révolt*, dégoût*,
        dégout*, exaspér*, outré*, c'est une blague, une blague, n'importe quoi, putain, merde,
        aberrant*, abus*""",
    Cue.FEAR: """peur, peurs, effrayé*, effrayant*, effraie, terrifi*, inquiet*, inquiète*,
        inquiéter, inquiétant*, angoiss*, anxieu*, anxiété, panique*, crains, crainte*,
        stress*, cauchemar*, terreur, flippant, flippe, danger de""",
    Cue.SADNESS: """triste*, tristesse, pleure*, pleurer, larmes, déçu*, décevant*, déception*,
        dommage, désol*, désespér*, déprim*, malheureux, malheureuse, malheureusement, seul et,
        solitude, manque me, tu me manques, coeur brisé, cœur brisé, peine, chagrin, décédé*,
        deuil, dégouté""",
    Cue.JOY: """heureux, heureuse, bonheur, joie, joyeux, joyeuse, content, contente, contents,
        ravi, ravie, ravis, adore, adoré, aime, génial*, genial, super, merveilleux,
        merveilleuse, magnifique*, formidable*, mdr, ptdr, haha, hahaha, rire, ris, sourire,
        souris, drôle*, fier, fière, youpi, hourra, enchanté*, satisfait*, reconnaissant*,
        rigol*, amus*, kiffe""",
    Cue.HOPE: """espère, espere, espérons, espoir*, j'espère, espérant, croise les doigts,
        doigts croisés, pourvu que, hâte de, confiance en, souhaite, souhaitons, optimis*,
        crois en, un jour""",
    Cue.GRIEVANCE: """attends toujours|depuis|encore, j'attends toujours|depuis|encore,
        attendons toujours|depuis, toujours pas, toujours rien, toujours aucune|aucun, aucune
        réponse|nouvelle|aide|solution, aucun remboursement|colis|retour|service, pas de réponse|
        nouvelles|nouvelle|colis|remboursement|internet|réseau|retour, sans
        réponse|internet|nouvelles|électricité|réseau, personne ne répond|répond, personne ne,
        ne répond pas|plus, ne répondez pas|plus, ne fonctionne pas|plus, ne marche pas|plus,
        marche pas, fonctionne pas, jamais reçu|arrivé|livré|remboursé, pas
        reçu|arrivé|livré|remboursé, n'est pas arrivé|arrivée, n'ai pas reçu, n'ai rien reçu,
        cassé*, abîmé*, endommagé*, défectueu*, en panne, débité deux|double|deux fois, prélevé
        deux|deux fois, facturé deux|deux fois, mauvais service|produit|article|colis, mauvaise
        taille|expérience|adresse, nul, nulle, nuls, catastroph*, pire
        service|expérience|entreprise|compagnie, où est mon|ma, ou est mon|ma, bagage
        perdu|perdus, valise perdue, perdu mon|ma|mes, vol annulé, train annulé|supprimé,
        retard de, annulé mon|ma, raccroché, plante, plantage, bug, bugs, bloqué*, impossible
        de, injoignable*, impoli*, désagréable*, malpoli*, m'ignore*, service client""",
    Cue.SUGGESTION: """suggère, suggestion*, propose, proposition, vous devriez, tu devrais,
        devriez, pourriez ajouter|rajouter|envisager|mettre|améliorer, pourquoi ne pas,
        pourquoi pas, serait bien|bon|top|mieux|sympa|utile|génial|super|pratique, ce serait
        bien|bon|top|mieux|sympa|utile|génial|super|pratique, il serait
        bien|utile|bon|souhaitable, il faudrait, faudrait, j'aimerais que, aimerions que,
        ajoutez, ajouter une|un|la, améliorer, améliorez, amélioration*, il manque, manque une
        option, une idée, idée, conseil, la prochaine fois, prochaine fois, axe d'amélioration""",
    Cue.CANCEL: """résili*, resili*, je résilie, désabonn*, me désabonner, annuler mon|mon
        abonnement|compte|contrat, annuler mon|mon abonnement, je change
        de|d'opérateur|banque|opérateur, changer de
        banque|fournisseur|opérateur|compagnie|crémerie, change de
        banque|fournisseur|opérateur|crémerie, vais voir ailleurs, aller voir ailleurs, voir
        ailleurs, la concurrence, chez la concurrence, concurrent*, plus jamais, dernière fois,
        derniere fois, jamais plus, perdu un client, perdu une cliente, perdez un client|une
        cliente, fermer mon compte, ferme mon compte, clôturer mon compte, clôture mon,
        supprimer mon compte, je vous quitte, ne commanderai plus, n'achèterai plus, ne
        reviendrai""",
    Cue.LEGAL: """avocat*, tribunal, tribunaux, procès, en justice, plainte, porter plainte,
        porte plainte, dépôt de plainte, poursuite*, poursuivre, action en justice, juridique*,
        huissier, mise en demeure, dgccrf, ufc, que choisir, répression des fraudes,
        signalconso, signal conso, médiateur, illégal*, illegal*, cnil, conciliateur,
        association de consommateurs, réclamation officielle, la loi, contre la loi""",
    Cue.PRESS: """journaliste*, presse, journaux, média, médias, medias, télé, tf1, bfm, bfmtv,
        france 0, reportage*, cash investigation, viral, virale, faire le buzz, rendre public,
        tout le monde sache, faire savoir à, médiatis*, le parisien""",
    Cue.COMPENSATION: """rembours*, remboursement*, dédommag*, dédommagement*, indemnis*,
        indemnité*, compens*, mon argent, rendez moi, rendez-moi, geste commercial, bon
        d'achat, avoir de, un avoir, remise pour, échange, échanger, remplacement, remplacer,
        vous me devez, me doit, dommages et, garantie""",
    Cue.PROMOTION: """concours, gagnez, gagner un|une, tentez de gagner, code promo, promo,
        promotion, cliquez, clique ici, lien en bio, lien dans la bio, abonnez-vous,
        abonne-toi, suivez-nous, suis-moi, nouvelle vidéo, nouvel article, lire la suite,
        livraison gratuite, livraison offerte, achetez, inscrivez-vous, offre spéciale, bon
        plan, soldes, découvrez""",
    Cue.IRONY_MARK: """ironie, sarcasme, ironique, sarcastique, bien sûr, ben voyons, mais bien
        sûr, ben tiens, humour""",
    Cue.MOCK: """merci pour
        rien|le_retard|l'attente|la_qualité|les_heures|ce_retard|votre_retard, merci de
        m'avoir|me_faire|ne|n'avoir, merci beaucoup pour rien, bravo
        pour|à|la|les|l'organisation, bravo, félicitations, félicitations pour, beau travail,
        bon travail, bien joué, quelle surprise, surprise, quel bonheur, quelle joie, quel
        plaisir, quelle chance, quel professionnalisme, j'adore
        quand|attendre|le|les|comment|payer, j'adore, j'aime quand, on adore, comme d'habitude,
        comme toujours, continuez comme ça, continuez, chapeau, la classe, super service,
        génial, trop bien, que du bonheur, merci qui, exactement ce, juste ce, top, au top,
        vive la|le|les, un grand merci, du grand art, grand art, champions, de mieux en mieux,
        formidable""",
    Cue.GUSH: """merci, bravo, super, génial*, genial, parfait*, excellent*, magnifique*,
        formidable*, merveill*, adore, aime, ravi, félicitations, top, fantastique*, bonheur,
        plaisir, chapeau, joie, incroyable, sympa, beau, belle, bien, efficace*, champion*,
        extraordinaire*, chance""",
    Cue.MISHAP: """retard*, annulé*, annulation, attendre, attente, attends, heures, heure,
        queue, file, cassé*, perdu*, perte, rien, personne, encore, erreur*, bug*, panne*,
        plant*, semaines, mois, froid, froide, sale, vide, facture, frais, bouchon*, lundi*,
        pluie, minutes, supprimé*, bloqué*, raté, toujours pas, grève*, matin""",
    Cue.EXCLAIM: "wow, oh, ah, youpi, waouh, ben, eh, tiens, hourra, ouais, whaou",
    Cue.LOYAL: """client fidèle, cliente fidèle, fidèle client, client depuis, cliente depuis,
        depuis des années, depuis longtemps, d'habitude, habituellement, normalement, aime bien
        votre, aime votre, j'aime beaucoup, pouvez faire mieux, vous valez mieux, par ailleurs,
        sinon très, sinon tout, fan de""",
    Cue.CONDEMN: """arnaque*, arnaqu*, escroc*, escroquerie*, voleur*, voleurs, vol organisé,
        boycott*, à fuir, fuyez, fuir, évitez, n'achetez pas, ne commandez pas, n'allez pas, ne
        faites pas confiance, méfiez, honte à, pire
        entreprise|compagnie|banque|magasin|service|opérateur, menteur*, mensonge*, mentez,
        mentent, bandits, mafia, criminels, pourris, faire faillite, faillite, mettez la clé,
        incompétents, allez vous faire, va te faire, aller au diable, crevards, honteux de""",
    Cue.HARM: """te tuer, vous tuer, les tuer, te tue, vous tue, je vais te|vous
        tuer|frapper|retrouver|buter|crever|brûler|trouver|défoncer, te buter, vous buter, te
        crever, vous crever, te casser la, vous casser la, casser la gueule, te défoncer, vous
        défoncer, brûler votre|vos|ton, bruler votre|vos, mettre le feu, mets le feu, poser une
        bombe, faire sauter, sais où tu|vous, sais ou tu, où tu habites|travailles, où vous
        habitez|travaillez, tu vas regretter, vous allez regretter, vous allez le
        regretter|payer, tu vas le regretter|payer, vous le paierez, tu le paieras, crève,
        crevez, j'espère que tu vas mourir|crever, j'espère que vous allez mourir|crever,
        méritent de mourir, mérites de mourir, méritez de mourir, une balle dans, va mourir,
        allez mourir, faut les pendre|fusiller, à pendre""",
    Cue.VIOLENT: """tuer, tuerai, brûler, bombe, couteau, fusil, frapper, cogner, pendre,
        poignarder, arme, flingue, buter, égorger, assassiner""",
    Cue.YOU: "tu, te, toi, vous, votre, vos, ton, ta, tes, employé*, chauffeur, patron, les",
    Cue.WILL: "vais, vas, va, allez, jure, promets, viendrai, mérite*, méritez, espère",
    Cue.SLUR: """bougnoul*, bicot*, négro*, nègre*, youpin*, feuj, pédé, pédés, tapette*,
        tarlouze*, gouine*, sale arabe|noir|juif|juive|pute|noire|gitan, bridé*, chintok*,
        triso, mongol, mongolien*, crouille*, sous-homme*, travelo*""",
    Cue.SAFETY: """dangereu*, danger, pris feu, prend feu, en feu, incendie*, en flammes,
        fumée, odeur de brûlé, odeur de gaz, sent le gaz, sent le brûlé, fuite de gaz, explos*,
        explosé*, décharge électrique, électrocut*, électrisé*, court-circuit, étincelle*, les
        freins, plus de freins, freins ont lâché, ceinture de sécurité, airbag*, atterrissage
        d'urgence, surchauff*, étouff*, verre dans, bout de verre, métal dans, moisi*,
        moisissure*, salmonell*, listéri*, périmé*, monoxyde, toxique*, évacu*, risque pour,
        aurait pu mourir, aurais pu mourir, mauvais médicament, mauvaise dose, déraill*, non
        sécurisé, mise en danger""",
    Cue.SAFETY_MAYBE: "feu, gaz, fuite*, sécurité, accident*, brûlé*, risque*, rappel produit",
    Cue.INJURY: """blessé*, blessure*, sang, saigne*, saigné, ambulance*, hôpital, hopital,
        urgences, pompiers, samu, fracture*, fracturé*, commotion, brûlure*, me suis brûlé,
        s'est brûlé, coupé le doigt, me suis coupé, s'est coupé, points de suture, allergi*,
        allergique*, anaphyla*, intoxication*, intoxiqué*, empoisonn*, éruption, vomi*,
        évanoui*, inconscient*, infarctus, crise cardiaque, avc, tombé dans, est tombé dans,
        glissé, trébuch*, étranglé, avalé, morte, décès, convulsion*, cassé
        le_bras|la_jambe|le_poignet|le_nez|une_dent, malade à, suis tombé, suis tombée""",
    Cue.INJURY_MAYBE: """mal au, mal à la, douleur*, malade*, médecin, docteur, insuline,
        médicament*, asthme, fauteuil roulant, mort""",
    Cue.MINORS: """mineur, mineurs, mineure, mineures, enfant seul, enfant seule, enfants
        seuls, enfant non accompagné, pédophil*, abus sur, maltraitance, nourrisson*,
        nouveau-né*, nouveau né, bébé, bébés, crèche, siège auto, siège bébé, vendre de
        l'alcool à, alcool à des, écolier*, mineur non accompagné, non accompagnés""",
    Cue.MINORS_MAYBE: """enfant, enfants, fils, fille, mon fils, ma fille, gamin*, gosse*, ado,
        ados, adolescent*, petit garçon, petite fille, poussette*, élève, élèves""",
    Cue.SELF_HARM: """suicid*, me tuer, me suicider, envie de mourir, veux mourir, envie d'en
        finir, en finir avec, mettre fin à mes|ma, fin à mes jours, plus envie de vivre, veux
        plus vivre, me pendre, me faire du mal, automutil*, me taillader, me jeter sous|du|par,
        avaler des cachets, plus la force""",
    Cue.DISCRIMINATION: """racis*, racisme, sexis*, discrimin*, homophob*, transphob*,
        antisémit*, antisemit*, islamophob*, xénophob*, couleur de peau, ma couleur, handicap*,
        handicapé*, parce que je suis noir|noire|arabe|musulman|musulmane|gay|lesbienne|trans|
        juif|juive|une_femme|enceinte|handicapé|handicapée|vieux|vieille|rom, à cause de mon
        handicap|âge|origine|voile|nom|accent, à cause de ma religion|couleur, harcel*,
        harcèl*, agression sexuelle, attouchement*, délit de faciès, chien guide,
        accessibilité, propos racistes, port du voile, mon voile""",
    Cue.BREACH: """fuite de données, fuite des données, vol de données, données personnelles,
        rgpd, cnil, pirat*, piraté*, hack*, usurpation, identité usurpée, phishing,
        hameçonnage, compte de quelqu'un, données d'un autre|autre, autre client, d'autres
        clients, facture d'un autre, d'une autre personne, vie privée, confidentialité, mot de
        passe divulgué, carte piratée, vendu mes, paiement non autorisé, accès non autorisé,
        mes données personnelles|bancaires""",
    Cue.CRIME: """volé, volée, volés, cambriol*, agress*, police, gendarmerie, viol, violé*,
        chantage, extor*, menac*, menace*, faux document, falsifi*, délit*, crime*, corruption,
        blanchiment, agression*""",
    Cue.EARLIER: """encore une fois, une fois de plus, à nouveau, de nouveau, troisième fois,
        deuxième fois, quatrième fois, 0e fois, 0ème fois, 0 fois, 00 fois, plusieurs fois,
        maintes fois, à chaque fois, chaque fois, déjà appelé|contacté|écrit|signalé|envoyé, ai
        appelé, appelé 0, ai écrit, ai envoyé, ai parlé, on m'a dit, on m'a promis, m'a assuré,
        promis, m'avez promis, m'aviez, semaine dernière, mois dernier, il y a
        0|00|des|plusieurs semaines|mois, depuis 0|00|des|plusieurs|janvier|février|mars|avril|
        mai|juin|juillet|août|septembre|octobre|novembre|décembre, 0 semaines, 0 mois, numéro
        de dossier, numéro de ticket, relanc*, relance, trimbal*, baladé*, précédent*,
        auparavant""",
    Cue.PARTIES: """assurance*, assureur*, banque, ma banque, propriétaire, employeur, médecin,
        hôpital, police, douane*, ambassade*, visa, mairie, préfecture, caf, tribunal,
        contrat*, contractuel*, garantie*, conditions générales, cgv, facture*, impôt*,
        hypothèque, crédit*, procuration, succession, héritage, transporteur*, livreur*,
        chronopost, colissimo, fournisseur*, technicien*, agence*, syndic, sav""",
}
