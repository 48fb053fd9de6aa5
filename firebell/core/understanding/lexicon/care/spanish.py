"""Cues of customer care in Spanish."""

from firebell.core.understanding.care.cue import Cue

CUES = {
    Cue.ANGER: """enfadad*, enfado, enojad*, enojo, furios*, furia, rabia, cabread*, cabreo,
        indignad*, indignante, indignación, harto, harta, hartos, hartas, harto de, vergüenza,
        verguenza, vergonzos*, inaceptable*, inadmisible*, intolerable*, lamentable*, odio,
        odiar, asco, asqueros*, ridícul*, ridicul*, increíble que, tomadura de pelo, tomando el
        pelo, qué cojones, joder, es una burla, burla, descar*, caraduras, sinvergüenza*,
        indecente, impresentable*, molesto, molesta, fastidi*, irrita*, colmo, hasta las
        narices""",
    Cue.FEAR: """miedo, temor, temo, teme, asustad*, asusta, susto, pánico, panico, terror,
        aterra*, preocupad*, preocupa, preocupante, nervios, nervios*, ansiedad, angustia*,
        pesadilla*, inseguro, insegura, peligrosísim*""",
    Cue.SADNESS: """triste*, tristeza, pena, llorar, lloro, llorando, lágrimas, decepcion*,
        decepción, desilusi*, deprim*, desesperad*, desesperante, solo y, soledad, extraño,
        echo de menos, lástima, lastima, duele, dolor, corazón roto, falleció, fallecido,
        lamento, desconsol*, infeliz""",
    Cue.JOY: """feliz, felices, felicidad, alegr*, contento, contenta, contentos, encanta,
        encantado, encantada, me encanta, amo, adoro, genial, maravillos*, fantástic*,
        fantastic*, estupend*, jaja, jajaja, jajajaja, risa, reír, sonrisa, divertid*,
        diversión, orgullos*, agradecid*, ilusión, emocionad*, satisfech*, bravo, olé, viva""",
    Cue.HOPE: """espero, esperamos que, esperanza*, ojalá, ojala, cruzo los dedos, dedos
        cruzados, confío, confiamos, deseo, deseando, optimis*, algún día, no te rindas, fe en""",
    Cue.GRIEVANCE: """sigo esperando|sin, seguimos esperando|sin, llevo
        esperando|horas|días|semanas|meses|0|00|más, llevamos
        esperando|horas|días|semanas|meses|0|00|más, todavía no|espero, aún no|espero, aun no,
        sin respuesta|internet|luz|servicio|solución|noticias|recibir|señal, nadie
        responde|contesta|ayuda|me|sabe|atiende, no responden|contestan|funciona|llega|llegó|ha|
        he|recibí|recibo|cargó|carga|puedo|me, no funciona, no llegó, no ha llegado, no he
        recibido, no contestan, nunca llegó|llega|recibí|responden|contestan, roto, rota,
        rotos, dañad*, averiad*, defectuos*, estropead*, cobrado dos|doble|de, cobraron
        dos|doble|de, cobro duplicado, cobro indebido, mal servicio, pésim*, pesim*, peor
        servicio|experiencia|empresa|atención, fatal, dónde está mi, donde esta mi, donde está
        mi, perdido mi, perdieron mi, maleta perdida, cancelaron mi, cancelado mi, vuelo
        cancelado|retrasado, retraso de, equivocad*, producto equivocado, talla equivocada, me
        colgaron, colgado, se cae, se cuelga, bloquead*, maleducad*, groser*, mala atención,
        mala experiencia, me ignoran, ignoran""",
    Cue.SUGGESTION: """sugier*, sugerencia*, propongo, propuesta, deberían, deberian, deberías,
        podrían añadir|agregar|poner|mejorar|considerar|incluir|hacer, podríais, estaría
        bien|genial|bueno, estaria bien, sería bueno|genial|ideal|mejor|útil|estupendo, seria
        bueno|genial, me gustaría que, nos gustaría que, por qué no, añadan, añadir, agreguen,
        agregar, falta una|la|un opción, echo en falta, mejorar, mejoren, mejora, un consejo,
        consejo, idea, la próxima vez, ojalá añadan|pongan|tuvieran""",
    Cue.CANCEL: """darme de baja, me doy de baja, dar de baja, doy de baja, baja de mi,
        cancelar mi|el|la|cuenta|suscripción|contrato, cancelo mi|el|la, voy a cancelar, quiero
        cancelar, cancelaré, anular mi, me cambio, cambiarme a, me voy a, nos vamos a, cambiar
        de compañía|banco|operador|empresa, cambio de compañía|banco, a la competencia,
        competencia, nunca más, nunca mas, última vez, ultima vez, jamás vuelvo, no vuelvo, no
        volveré, no vuelvo a, pierden un cliente, perdieron un cliente, han perdido un cliente,
        perdido un cliente, cerrar mi cuenta, cierro mi cuenta, eliminar mi cuenta, borrar mi
        cuenta, hasta nunca, portabilidad""",
    Cue.LEGAL: """abogad*, demandar*, demandaré, demandarlos, denuncia*, denunciar*, juicio,
        juzgado*, tribunal*, ocu, facua, oficina del consumidor, profeco, sernac, indecopi,
        hoja de reclamaciones, hojas de reclamaciones, acciones legales, vía legal, legalmente,
        ilegal*, fiscalía, procon, reclamación formal, defensor del, defensa del consumidor,
        arbitraje, querella, una demanda, de consumo, poner una demanda""",
    Cue.PRESS: """periodista*, periódic*, periodic*, prensa, medios de, los medios, televisión,
        noticias, telediario, reportaje*, viral, hacerlo viral, se haga viral, difundir,
        difundan, reportero*, que todos sepan, que se sepa, equipo de investigación""",
    Cue.COMPENSATION: """reembols*, devolución, devolucion, devuelvan, devuélvanme, devolver
        mi, devolverme, mi dinero, indemniz*, compensa*, vale por, cupón por, bonificación,
        abono, reponer, reposición, descuento por, me deben, daños y, resarc*, quiero mi
        dinero, garantía""",
    Cue.PROMOTION: """sorteo*, sígueme, sigue a, síguenos, gana un|una|dinero, participa,
        código de descuento, código promocional, compra ahora, compra ya, haz clic, clic aquí,
        link en bio, enlace en, suscríbete, suscribete, nuevo video, nuevo vídeo, oferta*,
        promoción, envío gratis, lee más, regístrate, inscríbete, descúbre*""",
    Cue.IRONY_MARK: """ironía, ironia, sarcasmo, irónico, sarcástico, claro que sí, sí claro,
        si claro, ya claro, nótese""",
    Cue.MOCK: """gracias por nada|no|perder|arruinar|cancelar|el_retraso|hacerme|tanto, muchas
        gracias por no|nada|perder|arruinar|hacerme, bien hecho, buen trabajo, gran trabajo,
        felicidades por, enhorabuena por, enhorabuena, qué sorpresa, que sorpresa, vaya
        sorpresa, qué bonito, qué bien, que bien, qué maravilla, que maravilla, qué amables,
        qué alegría, qué ilusión, me encanta que|cuando|esperar|pagar, me encanta como, adoro
        cuando|que, justo lo que, como siempre, como no, cómo no, sigan así, seguid así, menudo
        servicio, menuda, vaya servicio, vaya tela, todo un lujo, un lujo, un placer, de lujo,
        qué profesionales, grandes profesionales, bravo, unos cracks, unos genios, viva la,
        olé, todo perfecto, una joya, de diez""",
    Cue.GUSH: """gracias, genial, maravill*, encanta, encantado, excelente*, fantástic*,
        fantastic*, perfecto, perfecta, bravo, enhorabuena, felicidades, estupend*, increíble,
        adoro, amo, lujo, placer, fenomenal, magnífic*, gran, mejor, bonito, bien, amables""",
    Cue.MISHAP: """retras*, cancelad*, esperando, esperar, espera, horas, hora, cola, colas,
        roto, rota, perdid*, perder, nada, nadie, otra vez, de nuevo, error*, falla*, fallo*,
        caído, caída, semanas, meses, tarde, frío, fría, sucio, sucia, vacío, factura, atasco,
        tráfico, lunes, lluvia, madrugada, minutos, avería, comisión, nunca""",
    Cue.EXCLAIM: "wow, oh, ay, vaya, guau, anda, uy, ah, olé, hala",
    Cue.LOYAL: """cliente fiel, clienta fiel, cliente desde, clienta desde, soy cliente, años
        siendo, desde hace años, normalmente, suelen, suele ser, siempre he, siempre fui, por
        lo demás, pueden hacerlo mejor, podéis hacerlo mejor, me gusta su, me gusta mucho su,
        soy fan, con cariño""",
    Cue.CONDEMN: """estafa*, estafador*, timo, timadores, fraude*, ladrones, ladrón, robo,
        roban, robando, boicot*, eviten, evitad, no compren, no compréis, no contraten, no
        confíen, no vuelen, no recomiendo, cuidado con, peor
        empresa|compañía|aerolínea|banco|tienda|servicio, mentiros*, mienten, mentira*,
        sinvergüenzas, delincuentes, mafia, mafiosos, criminales, vergüenza de, basura,
        cierren, ojalá quiebren, ojalá cierren, quiebren, chorizos, ratas, váyanse al, iros a
        la mierda, vayanse""",
    Cue.HARM: """te mato, los mato, os mato, te voy a
        matar|pegar|encontrar|reventar|partir|quemar|buscar, los voy a
        matar|quemar|encontrar|reventar, os voy a matar|quemar|encontrar|reventar, voy a matar|
        matarte|matarlos|quemar|quemarlos|quemarte|pegarte|reventarte, te arrepentirás, se
        arrepentirán, os arrepentiréis, se van a arrepentir, te vas a arrepentir, sé dónde
        vives|trabajas|viven, se donde vives, ojalá te mueras, ojalá se mueran, ojalá os
        muráis, muérete, muéranse, merecen morir, mereces morir, poner una bomba, pondré una
        bomba, partirte la cara, te parto la, partir la cara, te rompo la, romperte la, cuidado
        con lo que, vas a morir, van a morir, paredón, al paredón, fusil*, una bala""",
    Cue.VIOLENT: """matar, mataré, quemar, bomba, pistola, cuchillo, pegar, golpear, disparar,
        ahorcar, apuñalar, arma, asesinar, reventar""",
    Cue.YOU: """tú, te, ti, ustedes, usted, vosotros, os, tu, tus, su, sus, vuestra, vuestro,
        empleado, conductor, jefe, los""",
    Cue.WILL: "voy, vas, van, juro, prometo, iré, merecen, mereces, ojalá, deberían",
    Cue.SLUR: """sudaca*, maricón, maricon, maricones, negrata*, panchito*, moromierda, puto
        moro, moros de mierda, gitanos de mierda, indios de mierda, subnormal, subnormales,
        mongólico*, mongolo*, bollera, travelo*, machupichu""",
    Cue.SAFETY: """peligro, peligros*, se incendió, incendio, incendiado, en llamas, prendió
        fuego, salía humo, sale humo, saliendo humo, olor a quemado, olor a gas, huele a gas,
        huele a quemado, fuga de gas, explot*, explosión, explosion, descarga eléctrica,
        calambre*, cortocircuito*, chispas, los frenos, sin frenos, frenos fallaron, cinturón
        de seguridad, cinturones de seguridad, airbag*, aterrizaje de emergencia,
        sobrecalient*, asfixia, atragant*, vidrio en, cristal en la comida, cristales en, moho
        en, con moho, salmonel*, caducad*, monóxido, tóxic*, toxic*, evacu*, riesgo para, pudo
        haber muerto, pude morir, podríamos haber muerto, medicamento equivocado, dosis
        equivocada, descarril*""",
    Cue.SAFETY_MAYBE: "fuego, humo, gas, fuga, seguridad, accidente*, quemado, riesgo*",
    Cue.INJURY: """herid*, lesion*, lesión, sangre, sangra*, ambulancia*, hospital*, urgencias,
        fractura*, conmoción, quemadura*, me quemé, se quemó, me corté, se cortó, puntos de
        sutura, alergi*, alérgic*, alergic*, anafil*, intoxic*, envenen*, sarpullido, erupción,
        vomit*, vómit*, desmay*, inconsciente, infarto*, ictus, me caí, se cayó, me resbalé, se
        resbaló, tropecé, ahog*, asfixi*, murió, muerto, muerta, muerte, convulsion*, me rompí,
        se rompió el, me enfermé""",
    Cue.INJURY_MAYBE: """dolor, duele, enferm*, médico, doctor, insulina, medicament*,
        medicina*, asma, silla de ruedas""",
    Cue.MINORS: """menor de edad, menores de edad, niño solo, niña sola, niños solos, abuso
        infantil, abuso de menores, pederast*, pedófil*, recién nacido, recien nacido, bebé,
        bebés, bebe de, silla de bebé, guardería, 0 añitos, vender alcohol a, alumnos, escolar*""",
    Cue.MINORS_MAYBE: """niño, niña, niños, niñas, hijo, hija, hijos, hijas, mi hijo, mi hija,
        adolescente*, nieto*, nieta*, carrito""",
    Cue.SELF_HARM: """suicid*, quitarme la vida, quitarse la vida, me quiero morir, quiero
        morirme, quiero morir, matarme, me voy a matar, no quiero vivir, no quiero seguir
        viviendo, acabar con mi vida, acabar con todo, hacerme daño, autolesi*, cortarme las
        venas, tirarme por, tirarme al, ahorcarme, sin ganas de vivir""",
    Cue.DISCRIMINATION: """racis*, sexis*, machis*, discrimin*, homófob*, homofob*, tránsfob*,
        transfob*, xenófob*, xenofob*, antisemit*, islamofob*, color de piel, color de mi piel,
        por ser mujer|negro|negra|gay|musulmán|musulmana|gitano|gitana|latino|latina|extranjero|
        extranjera|mayor|discapacitado|trans|indígena, discapacid*, discapacitad*, minusválid*,
        acoso*, acosad*, acosó, accesibilidad, perro guía, perro de asistencia, velo, manose*,
        delito de odio""",
    Cue.BREACH: """filtración de datos, filtraron mis, filtrado mis, fuga de datos, protección
        de datos, datos personales, hacke*, jaquea*, robo de identidad, suplant*, datos de
        otro|otra|otros, cuenta de otro|otra, factura de otro|otra, otro cliente, otra clienta,
        phishing, rgpd, privacidad, contraseña filtrada, tarjeta clonada, clonaron mi, mis
        datos personales|bancarios, cargo no autorizado, acceso no autorizado, compra no
        autorizada, pago no autorizado""",
    Cue.CRIME: """robado, robada, robaron, robo, asalto*, asaltaron, policía*, policia*,
        violación, violaron, chantaj*, extorsi*, amenaza*, falsific*, delito*, agredi*,
        agresión, soborno*, lavado de dinero, secuestr*""",
    Cue.EARLIER: """otra vez, de nuevo, nuevamente, una y otra vez, tercera vez, segunda vez,
        cuarta vez, quinta vez, 0 veces, 00 veces, varias veces, muchas veces, cada vez que, he
        llamado, llamé, llamado 0, he escrito, escribí, he hablado, hablé con, me dijeron, me
        prometieron, prometieron, prometido, me aseguraron, la semana pasada, el mes pasado,
        hace semanas, hace meses, hace 0|00, desde hace, desde enero|febrero|marzo|abril|mayo|
        junio|julio|agosto|septiembre|octubre|noviembre|diciembre, 0 semanas, 0 meses, número
        de caso, número de incidencia, número de reclamo, incidencia, reclamé, anteriormente,
        me pasan de""",
    Cue.PARTIES: """seguro, aseguradora*, banco, mi banco, casero, arrendador, empleador,
        médico, hospital*, policía, aduana*, embajada*, visa, visado, gobierno, ayuntamiento,
        tribunal*, contrato*, contractual*, garantía*, factura*, hacienda, impuesto*,
        hipoteca*, poder notarial, herencia, transportista*, mensajería, proveedor*, técnico,
        técnicos, agencia de, agencia, central, sucursal*, comunidad de""",
}
