using System.Globalization;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Points;

/// <summary>The chair publishes a version of the rules, beginning with the newest one.</summary>
public sealed partial class RulesDraftPage(PointsReader reader, PointsDesk desk)
{
    private readonly List<Line> _rules = [];
    private readonly List<Line> _rewards = [];
    private RulesBeginning? _beginning;
    private PointRules? _published;
    private DateOnly _from;
    private int _resolution;
    private string? _refusal;
    private bool _asked;
    private bool _sending;

    /// <summary>The chair.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var read = await Me.DoAsync(actor => reader.BeginningAsync(actor, CancellationToken.None));
        if (!read.Succeeded)
        {
            _refusal = read.Problem.Message.ToString();
            return;
        }

        (_beginning, _from, _resolution) = (read.Value, read.Value.Earliest, read.Value.Resolutions is [var newest, ..] ? newest.Number : 0);
        _rules.AddRange((read.Value.Newest?.Rules ?? []).Select(rule => new Line { Code = rule.Code, Zh = rule.Name.Zh, En = rule.Name.En, Points = rule.Points, Unit = rule.Unit, Most = rule.MostADay }));
        _rewards.AddRange((read.Value.Newest?.Rewards ?? []).Select(reward => new Line { Code = reward.Code, Zh = reward.Name.Zh, En = reward.Name.En, Points = reward.Price, Most = reward.ValidDays }));
    }

    private async Task PublishAsync()
    {
        if (_sending || !_asked)
        {
            _asked = true;   // Enter in a field asks first, as the button does
            return;
        }

        _sending = true;
        try
        {
            var draft = new RulesDraft(
                _from,
                [.. _rules.Select(line => new PointRule(line.Code.Trim(), new Sentence(line.Zh.Trim(), line.En.Trim()), line.Points, line.Unit, line.Most))],
                [.. _rewards.Select(line => new PointReward(line.Code.Trim(), new Sentence(line.Zh.Trim(), line.En.Trim()), line.Points, line.Most))]);

            // No token: a decision once made is finished even if the page closes.
            var done = await Me.DoAsync(actor => desk.PublishAsync(draft, _resolution, actor, CancellationToken.None));
            (_refusal, _published, _asked) = (done.Problem?.Message.ToString(), done.Succeeded ? done.Value.Rules : null, false);
        }
        finally
        {
            _sending = false;
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A rule or a reward being written.</summary>
    private sealed class Line
    {
        public string Code { get; set; } = "";

        public string Zh { get; set; } = "";

        public string En { get; set; } = "";

        public int Points { get; set; } = 10;

        public PointsUnit Unit { get; set; }

        public int Most { get; set; }
    }
}
