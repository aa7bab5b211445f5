using CommunityConsole.Core.Repairs;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>What a resident's words lead to. No text here stands among the training texts.</summary>
public sealed class ServiceGuessTests
{
    private static readonly ServiceGuess Guesser = ServiceGuess.Default;

    [Theory]
    [InlineData("突然停水了，就我们家没有，隔壁邻居家都有水", "water", SiteKind.Home, "property-engineering")]
    [InlineData("突然停水了，我们整栋楼都没有水", "water", SiteKind.Building, "water-works")]
    [InlineData("没水啊，整个小区家家户户都停水了", "water", SiteKind.Estate, "water-works")]
    [InlineData("家里没电了，邻居家都正常，就我家黑着", "power", SiteKind.Home, "property-engineering")]
    [InlineData("我们整栋楼没电了，家家都黑着", "power", SiteKind.Building, "power-grid")]
    [InlineData("我家卧室暖气片漏水了，地板湿了", "heating", SiteKind.Home, "property-engineering")]
    [InlineData("整栋楼的暖气全是凉的，家家都不热", "heating", SiteKind.Building, "heating-company")]
    [InlineData("小区里面花园的路灯不亮了", "lighting", SiteKind.Estate, "property-engineering")]
    [InlineData("小区外面马路上的路灯不亮了", "lighting", SiteKind.Street, "municipal")]
    [InlineData("小区里的路面有个大坑", "road", SiteKind.Estate, "property-engineering")]
    [InlineData("小区门外大马路路面有个大坑", "road", SiteKind.Street, "municipal")]
    [InlineData("小区草坪旁边的树枝断了", "greening", SiteKind.Estate, "property-greening")]
    [InlineData("马路边的行道树树枝断了", "greening", SiteKind.Street, "municipal")]
    public void Of_SameTroubleElsewhere_GoesToWhoeverAnswersThere(string text, string service, SiteKind site, string unit)
    {
        var guess = Guesser.Of(text, "");

        Assert.Equal((service, site, unit), (guess.Best.Service.Value, guess.Best.Site, guess.Unit.Value));
    }

    [Theory]
    [InlineData("充电桩扫码以后充不进电", "charging-operator")]
    [InlineData("车位被别人占了，叫他挪车", "property-security")]
    [InlineData("楼道里停满电动车还在充电，消防通道堵死", "property-security")]
    [InlineData("楼道灭火器过期没气压了", "property-engineering")]
    [InlineData("大门口监控摄像头坏了", "property-security")]
    [InlineData("家里宽带断了上不了网", "telecom")]
    public void Of_ThingsWithinOneService_GoToTheirOwnUnits(string text, string unit) => Assert.Equal(unit, Guesser.Of(text, null).Unit.Value);

    [Theory]
    [InlineData("電梯壞了", "电梯坏了")]
    [InlineData("ＷＩＦＩ连不上　１２楼", "wifi连不上 12楼")]
    [InlineData("电梯坏了！！！！", "电梯坏了")]
    public void Of_OtherFormsOfTheSameCharacters_AreTheSame(string written, string plain) =>
        Assert.Equal(Guesser.Of(plain, "").Candidates, Guesser.Of(written, "").Candidates);

    [Theory]
    [InlineData("电替坏了停在六楼", "lift")]
    [InlineData("楼道灯是好的，电梯坏了", "lift")]
    [InlineData("电梯没问题，就是楼道灯不亮", "lighting")]
    public void Of_WordsMistakenOrInOrder_StillFindsWhatIsBroken(string text, string service) =>
        Assert.Equal(service, Guesser.Of(text, "").Best.Service.Value);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("   ！？…")]
    [InlineData("坏了")]
    [InlineData("please help")]
    [InlineData("🙏🙏🙏")]
    [InlineData("来人")]
    public void Of_TextThatSaysNothing_IsLeftToAPerson(string? text)
    {
        var guess = Guesser.Of(text, text);

        Assert.False(guess.IsSure, $"{guess.Unit} {guess.UnitShare:f2}");
        Assert.NotEmpty(guess.Candidates);
    }

    [Theory]
    [InlineData("厨房有股煤气味", "煤气味")]
    [InlineData("天然气好像泄漏了，嘶嘶响", "天然气")]
    [InlineData("電梯裡困住了兩個人", "困住")]
    [InlineData("我被关在电梯里了", "关在电梯")]
    [InlineData("楼道电线裸露在外面", "电线裸露")]
    [InlineData("配电箱一直冒火花", "冒火")]
    [InlineData("外墙瓷砖掉下来砸到车", "瓷砖掉")]
    [InlineData("楼上冒黑烟了", "冒黑烟")]
    [InlineData("路中间井盖没了", "井盖没")]
    public void Danger_WordsForWhichNobodyWaits_AreFound(string text, string word) =>
        Assert.Contains(Guesser.Of(text, "").Danger, found => found.Contains(word, StringComparison.Ordinal) || word.Contains(found, StringComparison.Ordinal));

    [Theory]
    [InlineData("电梯停了，没人被困")]
    [InlineData("灶打不着火，没有煤气味")]
    [InlineData("水龙头滴水")]
    [InlineData("楼道灯不亮")]
    [InlineData("邻居晚上吵")]
    public void Danger_DeniedOrNotMeant_IsNotCried(string text) => Assert.Empty(Guesser.Of(text, "").Danger);

    [Fact]
    public void Danger_InTheLocation_IsFoundToo() => Assert.NotEmpty(Guesser.Of("快来人", "有煤气味的那个楼道").Danger);

    [Fact]
    public void Of_AnyText_NeverFails_AndItsSharesAreShares() =>
        Prop.ForAll<string?, string?>((description, location) =>
        {
            var guess = Guesser.Of(description, location);
            return guess.Candidates.Count == 5
                && guess.Candidates.All(candidate => candidate.Share is >= 0 and <= 1.0001 && RepairUnits.Knows(candidate.Unit) && ServiceCatalogue.Find(candidate.Service) is not null)
                && guess.UnitShare is > 0 and <= 1
                && guess.Best.Unit == guess.Unit;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_AnyCodeUnits_LoneSurrogatesToo_NeverFails() =>
        Prop.ForAll<char[]>(units => Guesser.Of(new string(units) + "水\uD83D", "\uDE00" + new string(units)).UnitShare > 0).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_EndlessText_IsCutAndStillRead()
    {
        var guess = Guesser.Of("电梯坏了，" + string.Concat(Enumerable.Repeat("啊", 1_000_000)), "");

        Assert.Equal(ServiceCodes.Lift, guess.Best.Service);
    }

    [Fact]
    public void Of_LearnedAfresh_GuessesTheSame()
    {
        var again = new ServiceGuess(ResponsibilityDirectory.Default, GuessModel.Train(GuessTraining.Read(), GuessSettings.Chosen));

        Assert.Equal(Guesser.Of("楼道里有老鼠", "3栋").Candidates, again.Of("楼道里有老鼠", "3栋").Candidates);
    }

    [Fact]
    public void Of_OtherDirectory_NamesItsUnits_AndThoseOfTheBuilding()
    {
        using var provider = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddRepairKnowledge()
            .AddSingleton(ResponsibilityDirectory.Load(
                "service,site,asset,building,unit,backup,person,normal,high,danger,escalation\n,,,,committee,,,,,,committee:0\nlift,,,7,telecom,,,,,,committee:0"))
            .BuildServiceProvider();
        var guesser = provider.GetRequiredService<ServiceGuess>();

        Assert.Equal(RepairUnits.Committee, guesser.Of("电梯坏了不动", "").Unit);
        Assert.Equal(RepairUnits.Telecom, guesser.Of("电梯坏了不动", "", building: "7").Unit);
    }
}
