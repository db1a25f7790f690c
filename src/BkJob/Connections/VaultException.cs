namespace BkJob;

/// <summary>A vault did not return an app secret.</summary>
internal sealed class VaultException : BkJobException
{
    /// <param name="message">The reason, which contains no secret.</param>
    /// <param name="advice">The recommended action.</param>
    public VaultException(string message, string advice)
        : base(BkJobErrorKind.InvalidArgument, message) => (Advice, Delivery) = (advice, Delivery.NotExecuted);
}
