using System.Management.Automation;
using System.Management.Automation.Language;

namespace BkJob;

/// <summary>Finds the context that a user specifies.</summary>
internal static class ContextLookup
{
    /// <summary>Finds a context.</summary>
    /// <param name="specified">A context, or the name of one.</param>
    /// <exception cref="BkJobException">It does not exist, or is no longer connected.</exception>
    public static BkJobContext Find(object specified)
    {
        if (DeserializedValue.IsDeserialized<BkJobContext>(specified))
        {
            throw NotConnected(Messages.ContextIsCopy);
        }

        object plain = specified is PSObject wrapped ? wrapped.BaseObject : specified;
        BkJobContext context = plain as BkJobContext
            ?? ContextStore.Current.Get(plain.ToString()!)
            ?? throw UnknownName(plain);
        return context.IsConnected ? context : throw NotConnected(Messages.FormatContextDisconnected(TerminalText.Sanitize(context.Name)));
    }

    /// <summary>Finds the context that an object was read with.</summary>
    /// <exception cref="BkJobException">It no longer exists: another context can belong to another server.</exception>
    public static BkJobContext Find(ContextOrigin origin) =>
        origin.Find() ?? throw NotConnected(Messages.FormatContextGone(origin.Name));

    /// <summary>Checks that an object was read from the server that a request about it is sent to.</summary>
    /// <param name="origin">The context that it was read with; null if it was not read.</param>
    /// <param name="context">The context of the request.</param>
    /// <exception cref="BkJobException">It was read from another server, on which its ID identifies something else.</exception>
    public static void CheckServer(ContextOrigin? origin, BkJobContext context)
    {
        if (origin?.IsOfSameServer(context) is false)
        {
            throw ErrorRecords.InvalidValue(
                Messages.FormatContextOfOtherServer(TerminalText.Sanitize(origin.Name), context), Messages.AdviceContextOfOtherServer);
        }
    }

    // Connecting does not help if the name of a context is misspelled.
    private static BkJobException UnknownName(object name)
    {
        string? advice = ContextStore.Current.Default is { } known
            ? Messages.FormatAdviceContextName($"'{CodeGeneration.EscapeSingleQuotedStringContent(TerminalText.Sanitize(known.Name))}'")
            : null;
        return new BkJobException(BkJobErrorKind.NotConnected, Messages.FormatNoContextOfNameButOthers(Argument.Quote(name), GetKnownNames()))
        {
            Advice = advice,
            Delivery = Delivery.NotExecuted,
        };
    }

    private static BkJobException NotConnected(string message) => BkJobException.CreateUnsent(BkJobErrorKind.NotConnected, message);

    private static string GetKnownNames()
    {
        BkJobContext[] all = ContextStore.Current.Find("*");
        return all.Length == 0 ? Messages.None : string.Join(", ", all.Select(context => TerminalText.Sanitize(context.Name)));
    }
}
