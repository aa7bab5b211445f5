namespace CommunityConsole.House.Tests;

public sealed class RulesTests
{
    [Fact]
    public void Layout_WholeRepository_KeepsItsRows()
    {
        var breaches = SourceFile.All().SelectMany(Layout.Breaches);

        Assert.Empty(breaches);
    }

    [Fact]
    public void Habits_WholeRepository_AreKept()
    {
        var breaches = SourceFile.All().SelectMany(Habits.Breaches);

        Assert.Empty(breaches);
    }

    [Fact]
    public void Sources_WholeRepository_AreSeen()
    {
        // A rule that reads nothing is always green.
        Assert.Contains(SourceFile.All(), file => file.Path == "Console.Core/Kernel/Result.cs");
    }

    [Fact]
    public void ConformanceList_NamesTestsThatExist()
    {
        Assert.Empty(ConformanceList.Breaches(SourceFile.Read(ConformanceList.Path), [.. SourceFile.All()]));
    }

    [Theory]
    [InlineData("| line | `BadTests.Missing_Test_IsNoticed` |")]
    [InlineData("| line | `GoodTests.Other` |")]
    [InlineData("| line | tested somewhere |")]
    public void ConformanceList_MadeUpViolation_IsCaught(string line) =>
        Assert.Single(ConformanceList.Breaches(line, [new SourceFile("tests/A/GoodTests.cs", "public void Good() { Other(); }")]));

    [Theory]
    [InlineData("Console.Core/Metering/A.cs", "using CommunityConsole.Core.Anomalies;")]
    [InlineData("Console.Core/Metering/A.cs", "using CommunityConsole.Core.Dispatch;")]
    [InlineData("Console.Core/Kernel/A.cs", "using CommunityConsole.Core.Numerics;")]
    [InlineData("Console.Core/Community/A.cs", "    CommunityConsole.Core.Care.Alert alert = null!;")]
    [InlineData("Console.Core/Consents/A.cs", "using CommunityConsole.Core.Metering;")]
    [InlineData("Console.Core/Care/A.cs", "using Microsoft.EntityFrameworkCore;")]
    [InlineData("Console.Core/Care/A.cs", "using Http = Microsoft.AspNetCore.Http.HttpContext;")]
    [InlineData("Console.Core/Care/A.cs", "using static CommunityConsole.Web.Program;")]
    [InlineData("Console.Core/Novelty/A.cs", "")]
    [InlineData("Console.Iot/Own/A.cs", "using CommunityConsole.Iot.Tasmota;")]
    [InlineData("Console.Iot/Own/A.cs", "using Microsoft.Data.Sqlite;")]
    [InlineData("Console.Iot/Mqtt/Wire/A.cs", "using CommunityConsole.Core.Kernel;")]
    [InlineData("Console.Iot/Mqtt/Wire/A.cs", "using CommunityConsole.Iot.Mqtt.Server;")]
    public void Layout_MadeUpViolation_IsCaught(string path, string text) =>
        Assert.NotEmpty(Layout.Breaches(new SourceFile(path, text)));

    [Theory]
    [InlineData("Console.Core/Care/A.cs", "using CommunityConsole.Core.Dispatch;")]
    [InlineData("Console.Core/Care/A.cs", "// CommunityConsole.Core.Governance is above us")]
    [InlineData("Console.Core/Anomalies/A.cs", "using CommunityConsole.Core.Numerics;")]
    [InlineData("Console.Iot/Intake/A.cs", "using CommunityConsole.Iot.Own;")]
    [InlineData("Console.Iot/Mqtt/Server/A.cs", "using CommunityConsole.Iot.Mqtt.Wire;")]
    public void Layout_RightfulUse_Passes(string path, string text) =>
        Assert.Empty(Layout.Breaches(new SourceFile(path, text)));

    [Theory]
    [InlineData("Console.Core/Care/A.cs", "var now = DateTimeOffset.UtcNow;")]
    [InlineData("Console.Web/Live/A.cs", "await Task.Delay(1000);")]
    [InlineData("Console.Web/Live/A.cs", "Thread.Sleep(1);")]
    [InlineData("Console.Web/Live/A.cs", "private async void OnClick()")]
    [InlineData("tests/Console.Core.Tests/A.cs", "await Task.Delay(1000, time);")]
    [InlineData("Console.Web/Pages/A.razor", "<input type=\"time\" @bind=\"_at\" @bind:format=\"HH:mm\" />")]
    [InlineData("Console.Core/Care/AlertManager.cs", "class AlertManager;")]
    [InlineData("bench/A.cs", "using Microsoft.Playwright;\nusing System.Text;")]
    [InlineData("tests/A.cs", "using Xunit.B;\nusing Xunit.A;")]
    public void Habits_MadeUpViolation_IsCaught(string path, string text) =>
        Assert.NotEmpty(Habits.Breaches(new SourceFile(path, text)));

    [Theory]
    [InlineData("Console.Core/Care/A.cs", "using System.Text;\nusing Microsoft.JSInterop;\nusing Xunit;\n\nusing static Xunit.Assert;")]
    [InlineData("Console.Core/Care/A.cs", "await Task.Delay(pause, time, cancellation);")]
    [InlineData("Console.Core/Care/A.cs", "// DateTime.Now would be wrong here")]
    [InlineData("tests/Console.Core.Tests/Eventually.cs", "await Task.Delay(20);")]
    public void Habits_RightfulUse_Passes(string path, string text) =>
        Assert.Empty(Habits.Breaches(new SourceFile(path, text)));
}
