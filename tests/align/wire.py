"""Invented copy that the tests of alignment share: one ferry accident told by two desks, and an unrelated trial."""

FERRY = (
    "A car ferry with 212 passengers on board ran aground off Oban on Sunday night, the coastguard said. Lifeboats "
    "from Oban and Mull took the passengers ashore in four trips. Nobody was badly hurt, but six people were "
    "treated for cuts and bruises at the town's hospital. The ferry, the Isle of Ronay, was on its way from Barra "
    "when it struck a reef in fog. “We heard a bang and the lights went out,” said Ellen Muir, a teacher from Barra "
    "who was travelling with her class. The owner, Hebridean Lines, said divers would look at the hull on Monday "
    "before the ship was towed to Greenock for repairs."
)
SAME_FERRY = (
    "Hundreds of people spent Sunday night in a church hall in Oban after their ferry hit rocks in thick fog. The "
    "Isle of Ronay was sailing from Barra when it grounded near the harbour. Volunteers of the lifeboat crews "
    "brought all passengers to the pier. A spokesman for Hebridean Lines apologised and said a replacement vessel "
    "would sail from Tuesday. Divers will inspect the damage. The ferry's captain has been interviewed by accident "
    "investigators."
)
TRIAL = (
    "The regional court in Linz jailed a bookkeeper for three years on Friday for stealing from a music school. "
    "Karin Aigner, 47, admitted that she had moved 310,000 euros to her own account between 2015 and 2021. The "
    "judge said she had abused the trust of pupils and parents. Her lawyer said she would not appeal."
)
