namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>MQTT 5.0, table 2-4.</summary>
internal enum PropertyId
{
    PayloadFormat = 0x01,
    MessageExpiry = 0x02,
    ContentType = 0x03,
    ResponseTopic = 0x08,
    CorrelationData = 0x09,
    SubscriptionIdentifier = 0x0B,
    SessionExpiry = 0x11,
    AssignedClientIdentifier = 0x12,
    ServerKeepAlive = 0x13,
    AuthenticationMethod = 0x15,
    AuthenticationData = 0x16,
    RequestProblemInformation = 0x17,
    WillDelay = 0x18,
    RequestResponseInformation = 0x19,
    ResponseInformation = 0x1A,
    ServerReference = 0x1C,
    ReasonString = 0x1F,
    ReceiveMaximum = 0x21,
    TopicAliasMaximum = 0x22,
    TopicAlias = 0x23,
    MaximumQos = 0x24,
    RetainAvailable = 0x25,
    UserProperty = 0x26,
    MaximumPacketSize = 0x27,
    WildcardSubscriptionAvailable = 0x28,
    SubscriptionIdentifiersAvailable = 0x29,
    SharedSubscriptionAvailable = 0x2A,
}

/// <summary>How a property's value is written.</summary>
internal enum PropertyForm
{
    None,
    Byte,
    UInt16,
    UInt32,
    VariableInteger,
    Text,
    Binary,
    TextPair,
}

/// <summary>Where a property may stand: the packet types, and the will inside CONNECT.</summary>
internal enum PropertyPlace
{
    Will = 0,
    Connect = PacketType.Connect,
    ConnAck = PacketType.ConnAck,
    Publish = PacketType.Publish,
    PubAck = PacketType.PubAck,
    PubRec = PacketType.PubRec,
    PubRel = PacketType.PubRel,
    PubComp = PacketType.PubComp,
    Subscribe = PacketType.Subscribe,
    SubAck = PacketType.SubAck,
    Unsubscribe = PacketType.Unsubscribe,
    UnsubAck = PacketType.UnsubAck,
    Disconnect = PacketType.Disconnect,
    Auth = PacketType.Auth,
}

/// <summary>What the specification says about each property: form, places, range.</summary>
internal static class PropertyRules
{
    private const int Publication = 1 << (int)PropertyPlace.Publish | 1 << (int)PropertyPlace.Will;
    private const int Login = 1 << (int)PropertyPlace.Connect | 1 << (int)PropertyPlace.ConnAck;
    private const int Welcome = 1 << (int)PropertyPlace.ConnAck;
    private const int Goodbye = 1 << (int)PropertyPlace.Disconnect;
    private const int Proof = Login | 1 << (int)PropertyPlace.Auth;
    private const int Answers = Welcome | Goodbye | 1 << (int)PropertyPlace.Auth
        | 1 << (int)PropertyPlace.PubAck | 1 << (int)PropertyPlace.PubRec | 1 << (int)PropertyPlace.PubRel
        | 1 << (int)PropertyPlace.PubComp | 1 << (int)PropertyPlace.SubAck | 1 << (int)PropertyPlace.UnsubAck;

    // Indexed by property id.
    private static readonly Rule[] Rules = Build();

    public static PropertyForm Form(PropertyId id) => (uint)id < (uint)Rules.Length ? Rules[(int)id].Form : PropertyForm.None;

    public static bool IsAllowed(PropertyId id, PropertyPlace place) =>
        (uint)id < (uint)Rules.Length && (Rules[(int)id].Places & (1 << (int)place)) != 0;

    /// <summary>User properties may be repeated anywhere; subscription identifiers in a PUBLISH to a client.</summary>
    public static bool MayRepeat(PropertyId id, PropertyPlace place) =>
        id == PropertyId.UserProperty || (id == PropertyId.SubscriptionIdentifier && place == PropertyPlace.Publish);

    public static bool IsInRange(PropertyId id, uint value) => Rules[(int)id].Least <= value && value <= Rules[(int)id].Most;

    private static Rule[] Build()
    {
        var rules = new Rule[(int)PropertyId.SharedSubscriptionAvailable + 1];
        Add(PropertyId.PayloadFormat, PropertyForm.Byte, Publication, most: 1);
        Add(PropertyId.MessageExpiry, PropertyForm.UInt32, Publication);
        Add(PropertyId.ContentType, PropertyForm.Text, Publication);
        Add(PropertyId.ResponseTopic, PropertyForm.Text, Publication);
        Add(PropertyId.CorrelationData, PropertyForm.Binary, Publication);
        Add(PropertyId.SubscriptionIdentifier, PropertyForm.VariableInteger, 1 << (int)PropertyPlace.Publish | 1 << (int)PropertyPlace.Subscribe, least: 1);
        Add(PropertyId.SessionExpiry, PropertyForm.UInt32, Login | Goodbye);
        Add(PropertyId.AssignedClientIdentifier, PropertyForm.Text, Welcome);
        Add(PropertyId.ServerKeepAlive, PropertyForm.UInt16, Welcome);
        Add(PropertyId.AuthenticationMethod, PropertyForm.Text, Proof);
        Add(PropertyId.AuthenticationData, PropertyForm.Binary, Proof);
        Add(PropertyId.RequestProblemInformation, PropertyForm.Byte, 1 << (int)PropertyPlace.Connect, most: 1);
        Add(PropertyId.WillDelay, PropertyForm.UInt32, 1 << (int)PropertyPlace.Will);
        Add(PropertyId.RequestResponseInformation, PropertyForm.Byte, 1 << (int)PropertyPlace.Connect, most: 1);
        Add(PropertyId.ResponseInformation, PropertyForm.Text, Welcome);
        Add(PropertyId.ServerReference, PropertyForm.Text, Welcome | Goodbye);
        Add(PropertyId.ReasonString, PropertyForm.Text, Answers);
        Add(PropertyId.ReceiveMaximum, PropertyForm.UInt16, Login, least: 1);
        Add(PropertyId.TopicAliasMaximum, PropertyForm.UInt16, Login);
        Add(PropertyId.TopicAlias, PropertyForm.UInt16, 1 << (int)PropertyPlace.Publish, least: 1);
        Add(PropertyId.MaximumQos, PropertyForm.Byte, Welcome, most: 1);
        Add(PropertyId.RetainAvailable, PropertyForm.Byte, Welcome, most: 1);
        Add(PropertyId.UserProperty, PropertyForm.TextPair, -1);
        Add(PropertyId.MaximumPacketSize, PropertyForm.UInt32, Login, least: 1);
        Add(PropertyId.WildcardSubscriptionAvailable, PropertyForm.Byte, Welcome, most: 1);
        Add(PropertyId.SubscriptionIdentifiersAvailable, PropertyForm.Byte, Welcome, most: 1);
        Add(PropertyId.SharedSubscriptionAvailable, PropertyForm.Byte, Welcome, most: 1);
        return rules;

        void Add(PropertyId id, PropertyForm form, int places, uint least = 0, uint most = uint.MaxValue) =>
            rules[(int)id] = new Rule(form, places, least, most);
    }

    private readonly record struct Rule(PropertyForm Form, int Places, uint Least, uint Most);
}
