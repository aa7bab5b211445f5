using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Mqtt.Server;

namespace CommunityConsole.Iot.Intake;

/// <summary>Answers a publication when its packet is stored.</summary>
internal sealed class PublishReceipt(IPublishReceipt publish) : IIntakeReceipt
{
    public void Stored() => publish.Accepted();

    public void Failed(Exception? fault) => publish.Rejected(fault);
}

/// <summary>Answers a publication when the last of its packets is stored; one that is not has the whole sent again.</summary>
internal sealed class SharedReceipt(IPublishReceipt publish, int packets) : IIntakeReceipt
{
    private int _left = packets;
    private int _failed;

    public void Stored() => One(null);

    public void Failed(Exception? fault)
    {
        Interlocked.Exchange(ref _failed, 1);
        One(fault);
    }

    // Answered with the last packet, so that the receipt is free for another message only when nothing comes any more.
    private void One(Exception? fault)
    {
        if (Interlocked.Decrement(ref _left) > 0)
        {
            return;
        }

        if (Volatile.Read(ref _failed) == 0)
        {
            publish.Accepted();
        }
        else
        {
            publish.Rejected(fault);
        }
    }
}
