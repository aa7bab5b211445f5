using CommunityConsole.Core.Community;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityConsole.Browser.Tests;

/// <summary>What a desk says aloud, and what it shows where nobody looks at it.</summary>
public sealed class VoiceTests(BrowserApp app) : BrowserTests(app)
{
    // A machine without sound has no voice and no notifications: these two write down what they are asked for.
    private const string Ears = """
        window.heard = [];
        window.SpeechSynthesisUtterance = function (words) { this.words = words; };
        Object.defineProperty(window, 'speechSynthesis', { value: {
          getVoices: () => [{ lang: 'zh-CN' }], speak: one => heard.push('said ' + one.words), cancel: () => {}, addEventListener: () => {},
        } });
        window.Notification = function (words) { heard.push('shown ' + words); this.close = () => {}; };
        window.Notification.permission = 'granted';
        Object.defineProperty(document, 'hidden', { get: () => true });
        """;

    [Fact]
    public async Task Armed_CallForHelp_IsSaidAndShownOnceByEntranceWithoutTheFlat()
    {
        var home = App.HomeOf(11);
        var desk = await App.EnterAsync(Role.SocialWorker);
        await desk.Context.AddInitScriptAsync(Ears);
        await desk.GotoAsync(App.Url + "care");
        await ConnectedAsync(desk);
        var (sound, voice) = (desk.Locator("[data-sound-switch]"), desk.Locator("[data-voice-switch]"));
        await sound.ClickAsync();
        await voice.ClickAsync();
        await Expect(sound).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(voice).ToHaveAttributeAsync("aria-pressed", "true");
        await using var button = await Device.ConnectAsync(App.MqttPort);

        await button.PublishAsync(home.Id, "sos", "voice-button", """{"sos":1}""");

        await Expect(desk.Locator("[data-row].sev-Critical", new() { HasText = BrowserApp.PlaceOf(home) })).ToBeVisibleAsync();
        await desk.WaitForFunctionAsync("() => heard.some(words => words.startsWith('shown'))");
        var words = $"危急，{home.Address.Entrance!.Zh}，一键求助。";
        var heard = await desk.EvaluateAsync<string[]>("() => heard");
        Assert.Equal(["said " + words, "shown " + words], heard.Where(one => one.Contains(words, StringComparison.Ordinal)));
        Assert.DoesNotContain(heard, one => one.Contains(home.Address.Room, StringComparison.Ordinal));
    }

    [Fact]
    public async Task BrowserWithoutAVoice_SaysSo()
    {
        var desk = await App.EnterAsync(Role.SocialWorker);

        await Expect(desk.Locator("[data-voice-switch] .voice-none")).ToBeVisibleAsync();
    }
}
