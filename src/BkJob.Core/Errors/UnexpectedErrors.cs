namespace BkJob.Transport;

/// <summary>Converts an unexpected exception to an error of one job, so that the requests of other jobs continue.</summary>
internal static class UnexpectedErrors
{
    /// <summary>The error of the job whose request failed.</summary>
    /// <param name="cause">The exception.</param>
    /// <param name="redactor">Redacts the secrets of the client; null if the exception can contain none.</param>
    public static BkJobException FromException(Exception cause, SecretRedactor? redactor = null)
    {
        string message = redactor is null ? cause.Message : redactor.Redact(cause.Message)!;
        string text = cause is OutOfMemoryException
            ? CoreMessages.OutOfMemory
            : CoreMessages.FormatUnexpectedFault(cause.GetType().Name, TerminalText.Sanitize(message));
        return new BkJobException(BkJobErrorKind.InvalidResponse, text, redactor?.IsClean(cause) == false ? null : cause);
    }
}
