using CommunityConsole.Core.Anomalies;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>A fridge is not a person, and neither is what was left on; a lamp is.</summary>
public class PowerChangesTests
{
    private const int Nights = 30;

    [Fact]
    public void Power_OfAFridge_IsNobody()
    {
        var changes = Fridge();

        Assert.Equal(PowerMove.On, changes.Take(900, 8));
        Assert.Equal(PowerMove.Off, changes.Take(Watts(1), 8));
    }

    [Fact]
    public void Power_LampSmallerThanTheFridge_IsAPerson()
    {
        var changes = Fridge();

        changes.Take(60, 20);

        Assert.Equal(PowerMove.On, changes.Take(60 + 25, 20));
    }

    [Fact]
    public void Power_TelevisionLeftOn_IsNobody()
    {
        var changes = Fridge();

        changes.Take(160 + 60, 21);    // switched on; nobody switches it off
        var people = Enumerable.Range(1, 96).Count(slot => changes.Take(160 + Watts(slot), (21 + (slot / 2)) % 24) != PowerMove.None);

        Assert.Equal(0, people);
    }

    [Fact]
    public void Power_TelevisionSwitchedOff_IsAPersonThoughTheFridgeRuns()
    {
        var changes = Fridge();
        changes.Take(160 + 60, 21);
        changes.Take(160 + 60, 21);

        Assert.Equal(PowerMove.Off, changes.Take(60, 22));
    }

    [Fact]
    public void Power_OfARestlessHome_IsHeardMoreCoarsely()
    {
        // No two nights alike: what a quiet home's lamp would be says nothing here.
        var random = new Random(7);
        var changes = new PowerChanges();
        var people = 0;
        for (var slot = 0; slot < 48 * Nights; slot++)
        {
            var moved = changes.Take(100 + random.Next(120), slot / 2 % 24) != PowerMove.None;
            people += moved && slot >= 48 * (Nights - 7) ? 1 : 0;
            Learn(changes, slot);
        }

        Assert.InRange(people, 0, 48 * 7 / 20);
    }

    [Fact]
    public void Power_AfterAGap_IsNoChange()
    {
        var changes = Fridge();

        changes.Break();

        Assert.Equal(PowerMove.None, changes.Take(900, 8));
    }

    [Fact]
    public void Power_SavedAndLoaded_GoesOnTheSame()
    {
        var changes = Fridge();
        changes.Take(160 + 60, 21);
        var saved = StatePass.Written(changes.Pass);

        var loaded = new PowerChanges();
        loaded.Pass(new StatePass(saved));

        foreach (var watts in new double[] { 220, 270, 350, 110, 60, 85, 900, 60 })
        {
            Assert.Equal(changes.Take(watts, 21), loaded.Take(watts, 21));
        }
    }

    private static PowerChanges Fridge()
    {
        var changes = new PowerChanges();
        for (var slot = 0; slot < 48 * Nights; slot++)
        {
            Assert.Equal(PowerMove.None, changes.Take(Watts(slot), slot / 2 % 24));
            Learn(changes, slot);
        }

        return changes;
    }

    private static void Learn(PowerChanges changes, int slot)
    {
        if (slot % 48 == 47)
        {
            changes.Learn();
        }
    }

    // 60, 110 (it starts inside the half hour), 190.
    private static double Watts(int slot) => (slot % 3) switch { 0 => 60, 1 => 110, _ => 190 };
}
