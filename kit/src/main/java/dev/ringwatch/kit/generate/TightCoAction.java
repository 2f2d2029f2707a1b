package dev.ringwatch.kit.generate;

/** The same action on the same targets within seconds, everybody from home. */
final class TightCoAction implements Scheme {

  private static final Tactics TACTICS = new Tactics(11, 4, 0.85, 1, Tactics.Delay.seconds(3, 12));

  @Override
  public void perform(Crew crew, Production production) {
    Wardrobe wardrobe = (member, shift) -> crew.members().get(member).home();
    new Campaign(crew, TACTICS, wardrobe, production).run();
  }
}
